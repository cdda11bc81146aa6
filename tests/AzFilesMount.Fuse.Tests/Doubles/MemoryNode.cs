using AzFilesMount.Core.FileSystem;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Fuse.Tests.Doubles;

/// <summary>A file or directory of <see cref="MemoryFileSystem"/>; guarded by its lock.</summary>
internal sealed class MemoryNode(ulong id, EntryKind kind)
{
    public ulong Id { get; } = id;

    public EntryKind Kind { get; } = kind;

    public SortedDictionary<string, MemoryNode> Children { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Data { get; set; } = [];

    public int Length { get; set; }

    public ShareAttributes Attributes { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch.AddSeconds(1_600_000_000);

    public DateTime Written { get; set; }

    /// <summary>How often the kernel has been told of this node, less how often it has forgotten.</summary>
    public long References { get; set; }

    public void SetLength(int length)
    {
        if (length > Data.Length)
        {
            var data = new byte[Math.Max(length, Data.Length * 2)];
            Data.AsSpan(0, Length).CopyTo(data);
            Data = data;
        }

        if (length < Length)
            Data.AsSpan(length, Length - length).Clear();
        Length = length;
    }

    public NodeInfo Info(TimeSpan valid) => new()
    {
        Id = new NodeId(Id),
        FileId = Id == 1 ? 0 : 1000 + Id,
        Kind = Kind,
        Length = Length,
        Attributes = Attributes,
        Created = Created,
        LastWritten = Written,
        Changed = Written,
        LastAccessed = Written,
        NameValid = valid,
        AttributesValid = valid,
    };
}
