using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>How a node looks from here now: the service's word with this mount's own unsent changes laid over it.</summary>
public readonly record struct NodeInfo
{
    public required NodeId Id { get; init; }

    /// <summary>The share's id, used as the inode number.</summary>
    public required ulong FileId { get; init; }

    public required EntryKind Kind { get; init; }

    public long Length { get; init; }

    public ShareAttributes Attributes { get; init; }

    public DateTime Created { get; init; }

    public DateTime LastWritten { get; init; }

    public DateTime Changed { get; init; }

    public DateTime LastAccessed { get; init; }

    /// <summary>How long the name may be trusted without asking again.</summary>
    public TimeSpan NameValid { get; init; }

    /// <summary>How long the attributes may be trusted without asking again.</summary>
    public TimeSpan AttributesValid { get; init; }

    public bool IsDirectory => Kind == EntryKind.Directory;
}
