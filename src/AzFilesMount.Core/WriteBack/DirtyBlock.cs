using AzFilesMount.Core.Memory;

namespace AzFilesMount.Core.WriteBack;

/// <summary>Unsent bytes of one block of a file: the block's memory and which parts of it count. Its owner locks.</summary>
public sealed class DirtyBlock(Block block)
{
    public Block Block { get; } = block;

    public RangeSet Ranges { get; } = new();

    public void Write(int offset, ReadOnlySpan<byte> data)
    {
        data.CopyTo(Block.GetSpan()[offset..]);
        Ranges.Add(offset, offset + data.Length);
    }

    /// <summary>Lays the unsent bytes over <paramref name="destination"/>, which stands for the block from <paramref name="offset"/>.</summary>
    public void Overlay(int offset, Span<byte> destination)
    {
        for (int i = 0; i < Ranges.Count; i++)
        {
            (int start, int end) = Ranges[i];
            int from = Math.Max(start, offset);
            int to = Math.Min(end, offset + destination.Length);
            if (from < to)
                Block.GetSpan()[from..to].CopyTo(destination[(from - offset)..]);
        }
    }

    /// <summary>Puts an older version's bytes under these: what this one does not hold comes from there.</summary>
    public void Underlay(DirtyBlock older)
    {
        var newer = new byte[Block.Size];
        Overlay(0, newer);
        older.Block.GetSpan().CopyTo(Block.GetSpan());
        for (int i = 0; i < Ranges.Count; i++)
        {
            (int start, int end) = Ranges[i];
            newer.AsSpan(start..end).CopyTo(Block.GetSpan()[start..]);
        }
        for (int i = 0; i < older.Ranges.Count; i++)
            Ranges.Add(older.Ranges[i].Start, older.Ranges[i].End);
    }
}
