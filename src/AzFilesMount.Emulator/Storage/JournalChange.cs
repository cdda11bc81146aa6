using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Storage;

/// <summary>One step of a commit.</summary>
internal abstract record JournalChange
{
    internal sealed record PutTree(ShareState State, long IdCount) : JournalChange;

    internal sealed record CountIds(long TreeId, long IdCount) : JournalChange;

    /// <summary>Drops a share or snapshot with all its entries; ranges are dropped one by one.</summary>
    internal sealed record DropTree(long TreeId) : JournalChange;

    internal sealed record PutEntry(long TreeId, ulong ParentId, EntryState State) : JournalChange;

    internal sealed record DropEntry(long TreeId, ulong ParentId, string Key) : JournalChange;

    internal sealed record PutRanges(long ContentId, RangeChunk Chunk) : JournalChange;

    internal sealed record DropRanges(long ContentId) : JournalChange;

    internal sealed record PutPermission(string Key, string Descriptor) : JournalChange;
}
