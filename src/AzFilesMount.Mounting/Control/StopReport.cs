namespace AzFilesMount.Mounting.Control;

/// <summary>What a stopped mount leaves behind.</summary>
/// <param name="LostBytes">Written bytes that never reached the share; only ever above 0 when that was forced.</param>
/// <param name="LostFiles">In how many files.</param>
public sealed record StopReport(long LostBytes, int LostFiles);
