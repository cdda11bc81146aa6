namespace AzFilesMount.Core.Store;

/// <summary>How the file stands after one change of its bytes.</summary>
public readonly record struct WrittenRange(EntityTag ETag, DateTime LastWritten);
