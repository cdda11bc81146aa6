using System.Buffers;
using AzFilesMount.FileRest.Store;

namespace AzFilesMount.FileRest.Tests.Store;

public class SequenceStreamTests
{
    private static readonly byte[] All = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [Fact]
    public async Task CopyTo_SeveralPieces_SendsEachFromWhereItLies()
    {
        using var stream = new SequenceStream(Pieces(All, 1, 50, 49));
        using var target = new MemoryStream();
        await stream.CopyToAsync(target);
        Assert.Equal(All, target.ToArray());
        Assert.Equal(100, stream.Position);
    }

    [Fact]
    public async Task CopyTo_AfterRewind_SendsTheSameAgain()
    {
        using var stream = new SequenceStream(Pieces(All, 30, 70));
        await stream.CopyToAsync(Stream.Null);
        stream.Seek(0, SeekOrigin.Begin);
        using var target = new MemoryStream();
        await stream.CopyToAsync(target);
        Assert.Equal(All, target.ToArray());
    }

    [Fact]
    public void Read_AcrossPieces_AdvancesAndEnds()
    {
        using var stream = new SequenceStream(Pieces(All, 33, 33, 34));
        stream.Position = 20;
        byte[] buffer = new byte[90];
        Assert.Equal(80, stream.Read(buffer));
        Assert.Equal(All[20..], buffer[..80]);
        Assert.Equal(0, stream.Read(buffer));
        Assert.Equal(95, stream.Seek(-5, SeekOrigin.End));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = 101);
    }

    internal static ReadOnlySequence<byte> Pieces(byte[] bytes, params int[] lengths)
    {
        Piece first = new(bytes.AsMemory(0, lengths[0]), 0);
        Piece last = first;
        foreach (int length in lengths[1..])
            last = last.Append(bytes.AsMemory((int)last.End, length));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

        public long End => RunningIndex + Memory.Length;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, End);
            Next = next;
            return next;
        }
    }
}
