using AzFilesMount.Core.Store;

namespace AzFilesMount.Testing;

/// <summary>One entry of the share in memory.</summary>
internal sealed class FakeEntry(string name, EntryKind kind, ulong fileId, FakeEntry? parent)
{
    public string Name { get; set; } = name;

    public EntryKind Kind { get; } = kind;

    public bool IsDirectory => Kind == EntryKind.Directory;

    public ulong FileId { get; } = fileId;

    public FakeEntry? Parent { get; set; } = parent;

    public SortedDictionary<string, FakeEntry> Children { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Content { get; set; } = [];

    public ShareAttributes Attributes { get; set; } = kind == EntryKind.Directory ? ShareAttributes.Directory : ShareAttributes.Archive;

    public DateTime Created { get; set; }

    public DateTime LastWritten { get; set; }

    public DateTime Changed { get; set; }

    public EntityTag ETag { get; set; }

    public EntryInfo ToInfo() => new()
    {
        Name = Name,
        Kind = Kind,
        FileId = FileId,
        Length = Content.Length,
        Attributes = Attributes,
        Created = Created,
        LastWritten = LastWritten,
        Changed = Changed,
        LastAccessed = Created,
        ETag = ETag,
    };
}
