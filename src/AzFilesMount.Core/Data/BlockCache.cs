using AzFilesMount.Core.Memory;

namespace AzFilesMount.Core.Data;

/// <summary>
/// Which clean blocks stay in memory: the least recently used goes when a block is needed and the pool is empty. Thread-safe.
/// A file's lock may be held while linking; none may be held while renting.
/// </summary>
internal sealed class BlockCache(BlockPool pool)
{
    private readonly Lock _lock = new();
    private CachedBlock? _newest;
    private CachedBlock? _oldest;

    /// <summary>A block for someone who cannot do without.</summary>
    public Block Rent() => TryRent() ?? pool.RentBeyondBudget();

    /// <summary>A block within the budget, at the price of the oldest clean one.</summary>
    public Block? TryRent()
    {
        while (true)
        {
            if (pool.TryRent() is { } block)
                return block;
            if (TakeOldest() is not { } victim)
                return null;
            victim.Owner.Evict(victim);
        }
    }

    public void Link(CachedBlock block)
    {
        lock (_lock)
        {
            block.IsLinked = true;
            block.Newer = null;
            block.Older = _newest;
            if (_newest is not null)
                _newest.Newer = block;
            _newest = block;
            _oldest ??= block;
        }
    }

    public void Touch(CachedBlock block)
    {
        if (ReferenceEquals(block, _newest))
            return; // A race here only costs a needless or a missed move.
        lock (_lock)
        {
            if (!block.IsLinked)
                return;
            UnlinkLocked(block);
        }
        Link(block);
    }

    public void Unlink(CachedBlock block)
    {
        lock (_lock)
        {
            if (block.IsLinked)
                UnlinkLocked(block);
        }
    }

    private CachedBlock? TakeOldest()
    {
        lock (_lock)
        {
            CachedBlock? victim = _oldest;
            if (victim is not null)
                UnlinkLocked(victim);
            return victim;
        }
    }

    private void UnlinkLocked(CachedBlock block)
    {
        if (block.Newer is null)
            _newest = block.Older;
        else
            block.Newer.Older = block.Older;
        if (block.Older is null)
            _oldest = block.Newer;
        else
            block.Older.Newer = block.Newer;
        block.Newer = block.Older = null;
        block.IsLinked = false;
    }
}
