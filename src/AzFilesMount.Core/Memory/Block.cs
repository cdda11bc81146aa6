using System.Buffers;
using System.Runtime.InteropServices;

namespace AzFilesMount.Core.Memory;

/// <summary>
/// One block of native memory. Counted: whoever keeps a reference calls <see cref="AddReference"/> and later
/// <see cref="Release"/>; the last release gives the memory back to its pool. Thread-safe for counting, not for the bytes.
/// </summary>
public sealed unsafe class Block : MemoryManager<byte>
{
    /// <summary>Bytes of every block. Small enough that a 4 KiB random read costs little, a whole number of kernel pages.</summary>
    public const int Size = 64 << 10;

    private readonly BlockPool _pool;
    private readonly byte* _address;
    private int _references;

    internal Block(BlockPool pool)
    {
        _pool = pool;
        _address = (byte*)NativeMemory.AlignedAlloc(Size, 4096);
    }

    public override Span<byte> GetSpan() => new(_address, Size);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_address + elementIndex);

    public override void Unpin()
    {
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            _pool.Return(this);
    }

    internal void Hand() => Volatile.Write(ref _references, 1);

    internal void Free() => NativeMemory.AlignedFree(_address);

    protected override void Dispose(bool disposing)
    {
        // The pool owns the memory; see Free.
    }
}
