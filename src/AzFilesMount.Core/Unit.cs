namespace AzFilesMount.Core;

/// <summary>The value of an operation that returns none.</summary>
public readonly record struct Unit
{
    public static readonly FsResult<Unit> Ok = FsResult<Unit>.Ok(default);
}
