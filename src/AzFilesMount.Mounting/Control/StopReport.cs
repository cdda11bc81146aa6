namespace AzFilesMount.Mounting.Control;

/// <summary>What a stopped mount leaves behind.</summary>
/// <param name="LostBytes">Written bytes that never reached the share; 0 when all is well.</param>
/// <param name="LostFiles">The files they belong to.</param>
public sealed record StopReport(long LostBytes, IReadOnlyList<string> LostFiles);
