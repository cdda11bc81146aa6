using AzFilesMount.Core.Store;

namespace AzFilesMount.Testing;

/// <summary>The written ranges of a file in memory: stretches of 512 bytes that are not all zero.</summary>
internal static class FakeRanges
{
    private const int Granularity = 512;

    public static IReadOnlyList<ByteRange> Of(byte[] content, ByteRange within)
    {
        var ranges = new List<ByteRange>();
        long end = Math.Min(within.End, content.Length);
        for (long at = within.Offset / Granularity * Granularity; at < end; at += Granularity)
        {
            int length = (int)Math.Min(Granularity, content.Length - at);
            if (!content.AsSpan((int)at, length).ContainsAnyExcept((byte)0))
                continue;
            if (ranges.Count > 0 && ranges[^1].End == at)
                ranges[^1] = ranges[^1] with { Length = ranges[^1].Length + length };
            else
                ranges.Add(new ByteRange(at, length));
        }
        return ranges;
    }
}
