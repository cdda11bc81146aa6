using AzFilesMount.Core.Memory;
using AzFilesMount.Core.Store;
using AzFilesMount.Core.WriteBack;

namespace AzFilesMount.Core.Data;

/// <summary>
/// The bytes of one file as this mount knows them, in three layers: clean blocks of the share's present version, blocks being
/// sent, and unsent blocks on top. Does no requests and never waits. Thread-safe; sending, cutting and zeroing additionally
/// need the node's I/O gate exclusively, fills need it shared, so no fill sees a half-sent file.
/// </summary>
internal sealed class FileData(BlockCache cache, DirtyBudget budget)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, CachedBlock> _clean = [];
    private SortedDictionary<long, DirtyBlock> _dirty = [];
    private SortedDictionary<long, DirtyBlock> _sending = [];
    private long _length;
    private uint _generation;

    /// <summary>Length as seen here, with unsent growth.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
                return _length;
        }
    }

    /// <summary>Length at the share.</summary>
    public long BaseLength { get; private set; }

    /// <summary>The share's version that the clean blocks are of, own writes included.</summary>
    public EntityTag Version { get; private set; }

    /// <summary>Raised when the share shows a change that is not ours; blocks of an older one are never used again.</summary>
    public uint Generation => Volatile.Read(ref _generation);

    /// <summary>When this mount last wrote, until the share has said its own time.</summary>
    public DateTime? UnsentLastWritten { get; private set; }

    public bool IsDirty
    {
        get
        {
            lock (_lock)
                return _dirty.Count + _sending.Count > 0;
        }
    }

    public long DirtyBytes
    {
        get
        {
            lock (_lock)
                return (long)(_dirty.Count + _sending.Count) * Block.Size;
        }
    }

    /// <summary>
    /// Copies what memory holds from <paramref name="offset"/> on; stops at the first block that must be fetched.
    /// The generation tells the caller whether two copies are of one version.
    /// </summary>
    public int Copy(long offset, Span<byte> destination, out MissingBlock? missing, out uint generation)
    {
        missing = null;
        lock (_lock)
        {
            generation = _generation;
            int wanted = (int)Math.Clamp(_length - offset, 0, destination.Length);
            int copied = 0;
            while (copied < wanted)
            {
                long index = (offset + copied) / Block.Size;
                int from = (int)((offset + copied) % Block.Size);
                Span<byte> part = destination.Slice(copied, Math.Min(wanted - copied, Block.Size - from));
                if (!TryCopyBlock(index, from, part, out CachedBlock? pending))
                {
                    missing = new MissingBlock(index, pending);
                    break;
                }
                copied += part.Length;
            }
            return copied;
        }
    }

    /// <summary>Takes as many bytes as the dirty budget allows; fewer than given means: send something first.</summary>
    public int Write(long offset, ReadOnlySpan<byte> data, DateTime now)
    {
        int written = 0;
        while (written < data.Length)
        {
            long index = (offset + written) / Block.Size;
            int from = (int)((offset + written) % Block.Size);
            ReadOnlySpan<byte> part = data.Slice(written, Math.Min(data.Length - written, Block.Size - from));
            if (!TryWriteBlock(index, from, part, now))
                break;
            written += part.Length;
        }
        return written;
    }

    /// <summary>Promises for the blocks from <paramref name="first"/> on that are neither there nor under way; ends at the first that is.</summary>
    public List<CachedBlock> BeginFill(long first, int maxCount)
    {
        var promised = new List<CachedBlock>();
        lock (_lock)
        {
            for (long index = first; promised.Count < maxCount && index * Block.Size < BaseLength; index++)
            {
                var block = new CachedBlock(this, index, _generation);
                if (!_clean.TryAdd(index, block))
                    break;
                promised.Add(block);
            }
        }
        return promised;
    }

    /// <summary>True when an answer of this version may fill promises of that generation; otherwise the newer version is taken on.</summary>
    public bool Accept(EntryInfo answer, uint generation, out bool changedElsewhere)
    {
        lock (_lock)
        {
            changedElsewhere = answer.ETag != Version || answer.Length != BaseLength;
            if (changedElsewhere)
                AdoptLocked(answer);
            return generation == _generation;
        }
    }

    public void EndFill(CachedBlock promise, Block block, int length)
    {
        lock (_lock)
        {
            bool wanted = _clean.TryGetValue(promise.Index, out CachedBlock? current) && ReferenceEquals(current, promise);
            if (wanted)
            {
                promise.Block = block;
                promise.Length = (int)Math.Clamp(BaseLength - (promise.Index * Block.Size), 0, length);
                cache.Link(promise);
            }
            else
            {
                block.Release();
            }
        }
        promise.Complete(FsStatus.Ok);
    }

    public void FailFill(CachedBlock promise, FsStatus status, FsError? error)
    {
        lock (_lock)
        {
            if (_clean.TryGetValue(promise.Index, out CachedBlock? current) && ReferenceEquals(current, promise))
                _clean.Remove(promise.Index);
        }
        promise.Complete(status, error);
    }

    /// <summary>Called by the cache for a block it has chosen; it is unlinked already.</summary>
    public void Evict(CachedBlock victim)
    {
        lock (_lock)
        {
            if (_clean.TryGetValue(victim.Index, out CachedBlock? current) && ReferenceEquals(current, victim))
                _clean.Remove(victim.Index);
            ReleaseBlock(victim);
        }
    }

    /// <summary>The share shows a version that is not ours: the old blocks are unreachable from now on. False if it is known.</summary>
    public bool Adopt(EntryInfo entry)
    {
        lock (_lock)
        {
            if (entry.ETag == Version && entry.Length == BaseLength)
                return false;
            AdoptLocked(entry);
            return true;
        }
    }

    /// <summary>A change of our own moved the version; our blocks stay good.</summary>
    public void AdvanceVersion(EntityTag version)
    {
        lock (_lock)
            Version = version;
    }

    /// <summary>The share has the length now: by our own request.</summary>
    public void SetBaseLength(long length, EntityTag version)
    {
        lock (_lock)
        {
            Version = version;
            BaseLength = length;
            _length = Math.Max(_length, length);
        }
    }

    /// <summary>Cuts what is seen here; the share is told by the caller.</summary>
    public void Truncate(long length)
    {
        lock (_lock)
        {
            _length = length;
            BaseLength = Math.Min(BaseLength, length);
            CutDirty(length);
            foreach (CachedBlock block in _clean.Values.Where(block => (block.Index + 1) * Block.Size > length).ToList())
            {
                if (block.Index * Block.Size >= length || block.Block is null)
                    RemoveClean(block);
                else
                    block.Length = (int)Math.Min(block.Length, length - (block.Index * Block.Size));
            }
        }
    }

    /// <summary>Forgets clean blocks that touch a range the share has changed on our behalf.</summary>
    public void DropClean(ByteRange range)
    {
        lock (_lock)
        {
            foreach (CachedBlock block in _clean.Values.ToList())
            {
                if (block.Index * Block.Size < range.End && (block.Index + 1) * Block.Size > range.Offset)
                    RemoveClean(block);
            }
        }
    }

    /// <summary>Moves unsent blocks to the sending layer and returns their runs in file order; nothing unsent gives none.</summary>
    /// <param name="fullRunsOnly">Only whole aligned runs, so that a stream is not sent in crumbs.</param>
    /// <param name="runLength">Bytes of a run at the most, a multiple of the block size.</param>
    public List<DirtyRun> BeginSend(bool fullRunsOnly, int runLength)
    {
        lock (_lock)
        {
            if (fullRunsOnly)
                DirtyRunSelector.MoveFullRuns(_dirty, _sending, runLength / Block.Size);
            else
                (_dirty, _sending) = (_sending, _dirty);
            return RunBuilder.Build(_sending, runLength);
        }
    }

    /// <summary>The blocks being sent are on the share (they become clean) or not (they are unsent again).</summary>
    /// <param name="sent">Whether all of them arrived.</param>
    /// <param name="version">The share's version after the last of them.</param>
    /// <param name="zeroFrom">From here on the share held only zeros before: the length before this batch.</param>
    public void EndSend(bool sent, EntityTag version, long zeroFrom)
    {
        int released = 0;
        lock (_lock)
        {
            foreach ((long index, DirtyBlock dirty) in _sending)
            {
                if (sent)
                    MakeClean(index, dirty, zeroFrom);
                else if (!KeepUnsent(index, dirty))
                    continue;
                released++;
            }
            _sending.Clear();
            if (sent)
                Version = version;
            if (sent && _dirty.Count == 0)
                UnsentLastWritten = null;
        }
        budget.Release(released);
    }

    /// <summary>Gives all memory back; unsent bytes are lost.</summary>
    public void Clear()
    {
        int lost;
        lock (_lock)
        {
            foreach (CachedBlock block in _clean.Values.ToList())
                RemoveClean(block);
            lost = _dirty.Count + _sending.Count;
            foreach (DirtyBlock dirty in _dirty.Values.Concat(_sending.Values))
                dirty.Block.Release();
            _dirty.Clear();
            _sending.Clear();
            UnsentLastWritten = null;
            _length = BaseLength;
        }
        budget.Release(lost);
    }

    private bool TryCopyBlock(long index, int from, Span<byte> destination, out CachedBlock? pending)
    {
        pending = null;
        _dirty.TryGetValue(index, out DirtyBlock? dirty);
        _sending.TryGetValue(index, out DirtyBlock? sending);
        bool covered = dirty?.Ranges.Covers(from, from + destination.Length) == true
            || sending?.Ranges.Covers(from, from + destination.Length) == true;
        if (!covered && !TryCopyClean(index, from, destination, out pending))
            return false;
        sending?.Overlay(from, destination);
        dirty?.Overlay(from, destination);
        return true;
    }

    private bool TryCopyClean(long index, int from, Span<byte> destination, out CachedBlock? pending)
    {
        pending = null;
        if ((index * Block.Size) + from >= BaseLength)
        {
            destination.Clear();
            return true;
        }
        if (!_clean.TryGetValue(index, out CachedBlock? clean) || clean.Block is null)
        {
            pending = clean;
            return false;
        }
        int held = Math.Clamp(clean.Length - from, 0, destination.Length);
        clean.Block.GetSpan().Slice(from, held).CopyTo(destination);
        destination[held..].Clear();
        cache.Touch(clean);
        return true;
    }

    private bool TryWriteBlock(long index, int from, ReadOnlySpan<byte> part, DateTime now)
    {
        lock (_lock)
        {
            if (_dirty.TryGetValue(index, out DirtyBlock? present))
            {
                WriteLocked(present, index, from, part, now);
                return true;
            }
        }
        if (!budget.TryReserve())
            return false;
        Block block = cache.Rent();
        lock (_lock)
        {
            if (_dirty.TryGetValue(index, out DirtyBlock? present))
            {
                block.Release();
                budget.Release(1);
            }
            else
            {
                _dirty.Add(index, present = new DirtyBlock(block));
            }
            WriteLocked(present, index, from, part, now);
        }
        return true;
    }

    private void WriteLocked(DirtyBlock dirty, long index, int from, ReadOnlySpan<byte> part, DateTime now)
    {
        dirty.Write(from, part);
        _length = Math.Max(_length, (index * Block.Size) + from + part.Length);
        UnsentLastWritten = now;
    }

    private void AdoptLocked(EntryInfo entry)
    {
        _generation++;
        foreach (CachedBlock block in _clean.Values.ToList())
            RemoveClean(block);
        Version = entry.ETag;
        BaseLength = entry.Length;
        _length = Math.Max(entry.Length, DirtyEnd());
    }

    private long DirtyEnd()
    {
        long end = 0;
        foreach ((long index, DirtyBlock dirty) in _dirty.Concat(_sending))
            end = Math.Max(end, (index * Block.Size) + dirty.Ranges[^1].End);
        return end;
    }

    private void CutDirty(long length)
    {
        int released = 0;
        foreach ((long index, DirtyBlock dirty) in _dirty.Where(pair => (pair.Key + 1) * Block.Size > length).ToList())
        {
            dirty.Ranges.CutFrom((int)Math.Max(0, length - (index * Block.Size)));
            if (dirty.Ranges.Count == 0)
            {
                _dirty.Remove(index);
                dirty.Block.Release();
                released++;
            }
        }
        budget.Release(released);
    }

    private void MakeClean(long index, DirtyBlock dirty, long zeroFrom)
    {
        _clean.TryGetValue(index, out CachedBlock? old);
        int length = (int)Math.Clamp(BaseLength - (index * Block.Size), 0, Block.Size);
        int known = (int)Math.Clamp(zeroFrom - (index * Block.Size), 0, length);
        // A promise not yet fulfilled will bring the new bytes by itself: its request waits for the gate that sending holds.
        if (old is { Block: null } || !CleanBlockMerge.TryFillGaps(dirty, old, known, length))
        {
            if (old?.Block is not null)
                RemoveClean(old);
            dirty.Block.Release();
            return;
        }
        if (old is not null)
            RemoveClean(old);
        var clean = new CachedBlock(this, index, _generation) { Block = dirty.Block, Length = length };
        clean.Complete(FsStatus.Ok);
        _clean.Add(index, clean);
        cache.Link(clean);
    }

    /// <summary>True when the block was merged into a newer one and its reservation is free.</summary>
    private bool KeepUnsent(long index, DirtyBlock dirty)
    {
        if (!_dirty.TryGetValue(index, out DirtyBlock? newer))
        {
            _dirty.Add(index, dirty);
            return false;
        }
        newer.Underlay(dirty);
        dirty.Block.Release();
        return true;
    }

    private void RemoveClean(CachedBlock block)
    {
        _clean.Remove(block.Index);
        cache.Unlink(block);
        ReleaseBlock(block);
    }

    private static void ReleaseBlock(CachedBlock block)
    {
        block.Block?.Release();
        block.Block = null;
    }
}
