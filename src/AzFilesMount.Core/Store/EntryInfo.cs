namespace AzFilesMount.Core.Store;

/// <summary>What the service says about one file or directory. Immutable; times are UTC with the service's 100 ns.</summary>
public sealed record EntryInfo
{
    public required string Name { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>The share's own id, stable across rename. The root of a share is 0.</summary>
    public required ulong FileId { get; init; }

    /// <summary>Bytes of a file, 0 for a directory.</summary>
    public long Length { get; init; }

    public ShareAttributes Attributes { get; init; }

    public DateTime Created { get; init; }

    public DateTime LastWritten { get; init; }

    public DateTime Changed { get; init; }

    public DateTime LastAccessed { get; init; }

    public EntityTag ETag { get; init; }

    public bool IsDirectory => Kind == EntryKind.Directory;
}
