namespace AzFilesMount.Core.Store;

/// <summary>The share's quota and use in bytes; use is 0 where the identity may not ask.</summary>
public readonly record struct ShareUsage(long Quota, long Used);
