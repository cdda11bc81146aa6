using AzFilesMount.Core.WriteBack;

namespace AzFilesMount.Core.Data;

/// <summary>Turns a sent block into a whole clean one, if what it does not hold itself is known.</summary>
internal static class CleanBlockMerge
{
    /// <param name="sent">The block just sent; its gaps are filled in place.</param>
    /// <param name="old">The clean block it was laid over, or null.</param>
    /// <param name="oldLength">Bytes of this block that the share held before; beyond are zeros.</param>
    /// <param name="length">Bytes of this block that the share holds now.</param>
    public static bool TryFillGaps(DirtyBlock sent, CachedBlock? old, int oldLength, int length)
    {
        if (old?.Block is null && !sent.Ranges.Covers(0, oldLength) && oldLength > 0)
            return false;
        int position = 0;
        for (int i = 0; i < sent.Ranges.Count; i++)
        {
            FillGap(sent, old, position, sent.Ranges[i].Start);
            position = sent.Ranges[i].End;
        }
        FillGap(sent, old, position, length);
        return true;
    }

    private static void FillGap(DirtyBlock sent, CachedBlock? old, int start, int end)
    {
        if (start >= end)
            return;
        Span<byte> gap = sent.Block.GetSpan()[start..end];
        int held = old?.Block is null ? 0 : Math.Clamp(old.Length - start, 0, gap.Length);
        if (held > 0)
            old!.Block!.GetSpan().Slice(start, held).CopyTo(gap);
        gap[held..].Clear();
    }
}
