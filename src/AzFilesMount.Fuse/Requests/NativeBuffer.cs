using System.Buffers;
using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Requests;

/// <summary>
/// Page-aligned native memory for one request or one large reply. The payload of a WRITE and of a READ begin on a page, so the
/// kernel copies page to page. Not thread-safe: owned by one request at a time.
/// </summary>
internal sealed unsafe class NativeBuffer : MemoryManager<byte>
{
    /// <summary>The most bytes one READ or WRITE carries.</summary>
    public const int MaxTransfer = 1 << 20;

    private const int PageSize = 4096;
    private const int WriteHeaders = 80;
    private const int TotalLength = PageSize + MaxTransfer + PageSize;

    private byte* _memory;

    public NativeBuffer()
    {
        _memory = (byte*)NativeMemory.AlignedAlloc(TotalLength, PageSize);
        GC.AddMemoryPressure(TotalLength);
        All = CreateMemory(0, TotalLength);
    }

    /// <summary>Where a request is read to: placed so that the bytes of a WRITE start on a page.</summary>
    public Span<byte> Request => GetSpan()[(PageSize - WriteHeaders)..];

    /// <summary>Where a large reply is put together.</summary>
    public Memory<byte> Payload => All[PageSize..];

    private Memory<byte> All { get; }

    /// <summary>The same bytes as <see cref="Request"/>, for calls that outlive the stack frame.</summary>
    public Memory<byte> RequestMemory(int offset, int length) => All.Slice(PageSize - WriteHeaders + offset, length);

    public override Span<byte> GetSpan() => new(_memory, TotalLength);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_memory + elementIndex, pinnable: this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_memory is null)
            return;
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        GC.RemoveMemoryPressure(TotalLength);
    }
}
