using AzFilesMount.Core.Store;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>Collects a range read in pieces of a given size.</summary>
internal sealed class BufferSink : IRangeSink
{
    private readonly byte[] _buffer;
    private readonly int _piece;
    private int _count;

    public BufferSink(int capacity, int piece = int.MaxValue)
    {
        _buffer = new byte[capacity];
        _piece = piece;
    }

    public EntryInfo? Entry { get; private set; }

    public int Begins { get; private set; }

    public bool Accepts { get; init; } = true;

    public byte[] Bytes => _buffer[.._count];

    public bool Begin(EntryInfo entry)
    {
        Entry = entry;
        Begins++;
        return Accepts;
    }

    public Memory<byte> GetMemory() => _buffer.AsMemory(_count, Math.Min(_piece, _buffer.Length - _count));

    public void Advance(int count) => _count += count;
}
