using AzFilesMount.Core.Memory;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.Data;

/// <summary>Fulfils neighbouring promises with the bytes of one range read, each block as soon as it is whole. One writer.</summary>
internal sealed class RangeFill(FileData data, BlockCache cache, ulong fileId, IReadOnlyList<CachedBlock> promises) : IRangeSink
{
    private int _current;
    private int _filled;
    private Block? _block;

    public ByteRange Range { get; } = new(promises[0].Index * Block.Size, (long)promises.Count * Block.Size);

    /// <summary>The answer's own word about the file; null before it came.</summary>
    public EntryInfo? Answer { get; private set; }

    /// <summary>The answer showed a version that is not ours.</summary>
    public bool ChangedElsewhere { get; private set; }

    /// <summary>The path holds another file now.</summary>
    public bool IsOtherFile => Answer is { } answer && answer.FileId != fileId;

    public bool Begin(EntryInfo entry)
    {
        Answer = entry;
        if (IsOtherFile)
            return false;
        bool accepted = data.Accept(entry, promises[0].Generation, out bool changedElsewhere);
        ChangedElsewhere = changedElsewhere;
        return accepted;
    }

    public Memory<byte> GetMemory()
    {
        if (_current == promises.Count)
            return default;
        _block ??= cache.Rent();
        return _block.Memory[_filled..];
    }

    public void Advance(int count)
    {
        _filled += count;
        if (_filled == Block.Size)
            EndBlock();
    }

    /// <summary>Settles what is still promised.</summary>
    public void Finish(FsStatus status, FsError? error)
    {
        if (status == FsStatus.Ok && _filled > 0)
            EndBlock();
        _block?.Release();
        _block = null;
        // Fewer bytes than the answer's own length promised: whatever came last is not the version that was asked for.
        FsStatus rest = status == FsStatus.Ok ? FsStatus.VersionChanged : status;
        for (; _current < promises.Count; _current++)
            data.FailFill(promises[_current], IsOtherFile ? FsStatus.StaleHandle : rest, error);
    }

    private void EndBlock()
    {
        Block block = _block!;
        _block = null;
        data.EndFill(promises[_current++], block, _filled);
        _filled = 0;
    }
}
