using System.Buffers;
using AzFilesMount.Core.Memory;

namespace AzFilesMount.Core.WriteBack;

/// <summary>Merges the ranges of dirty blocks, given in file order, into runs a request can carry.</summary>
public static class RunBuilder
{
    public static List<DirtyRun> Build(IEnumerable<KeyValuePair<long, DirtyBlock>> blocksInOrder, int maxLength)
    {
        var runs = new List<DirtyRun>();
        Segment? first = null;
        Segment? last = null;
        long start = 0;
        foreach ((long index, DirtyBlock dirty) in blocksInOrder)
        {
            for (int i = 0; i < dirty.Ranges.Count; i++)
            {
                (int from, int to) = dirty.Ranges[i];
                long offset = (index * Block.Size) + from;
                ReadOnlyMemory<byte> piece = dirty.Block.Memory[from..to];
                if (last is not null && start + last.EndIndex == offset && last.EndIndex + piece.Length <= maxLength)
                {
                    last = last.Append(piece);
                    continue;
                }
                Close();
                start = offset;
                first = last = new Segment(piece, 0);
            }
        }
        Close();
        return runs;

        void Close()
        {
            if (first is not null)
                runs.Add(new DirtyRun(start, new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length)));
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public long EndIndex => RunningIndex + Memory.Length;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, EndIndex);
            Next = next;
            return next;
        }
    }
}
