using AzFilesMount.Core.Data;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Lays this mount's own unsent changes over what the share says.</summary>
internal static class NodeDescriber
{
    public static NodeInfo Describe(Node node, EntryInfo entry)
    {
        NodeInfo info = Describe(entry) with { Id = node.Id, Attributes = node.PendingAttributes ?? entry.Attributes };
        return node.Data is { } data ? Overlay(info, data) : info;
    }

    public static NodeInfo Describe(EntryInfo entry) => new()
    {
        Id = default,
        FileId = entry.FileId,
        Kind = entry.Kind,
        Length = entry.Length,
        Attributes = entry.Attributes,
        Created = entry.Created,
        LastWritten = entry.LastWritten,
        Changed = entry.Changed,
        LastAccessed = entry.LastAccessed,
    };

    private static NodeInfo Overlay(NodeInfo info, FileData data)
    {
        DateTime? written = data.UnsentLastWritten;
        return info with
        {
            Length = data.Length,
            LastWritten = written ?? info.LastWritten,
            Changed = written ?? info.Changed,
        };
    }
}
