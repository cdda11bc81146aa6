namespace AzFilesMount.Core.Memory;

/// <summary>
/// All file bytes of the process live in its blocks. A rented block beyond the budget is granted only to a caller that cannot
/// wait, and leaves the process again when it is returned. Thread-safe.
/// </summary>
public sealed class BlockPool(long budget) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Block> _free = new();
    private readonly int _capacity = (int)Math.Max(16, budget / Block.Size);
    private int _allocated;
    private bool _disposed;

    /// <summary>Blocks that fit the budget.</summary>
    public int Capacity => _capacity;

    /// <summary>Bytes handed out now.</summary>
    public long Usage
    {
        get
        {
            lock (_lock)
                return (long)(_allocated - _free.Count) * Block.Size;
        }
    }

    /// <summary>A block within the budget, with one reference; null when all are out.</summary>
    public Block? TryRent()
    {
        lock (_lock)
        {
            if (!_free.TryPop(out Block? block))
            {
                if (_allocated >= _capacity)
                    return null;
                block = Allocate();
            }
            block.Hand();
            return block;
        }
    }

    /// <summary>A block in any case, for a reader that must have its minimum.</summary>
    public Block RentBeyondBudget()
    {
        if (TryRent() is { } block)
            return block;
        lock (_lock)
        {
            Block extra = Allocate();
            extra.Hand();
            return extra;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_free.TryPop(out Block? block))
                Free(block);
        }
    }

    internal void Return(Block block)
    {
        lock (_lock)
        {
            if (_disposed || _allocated > _capacity)
                Free(block);
            else
                _free.Push(block);
        }
    }

    private Block Allocate()
    {
        _allocated++;
        return new Block(this);
    }

    private void Free(Block block)
    {
        _allocated--;
        block.Free();
    }
}
