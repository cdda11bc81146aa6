using AzFilesMount.Core.Store;
using Azure;

namespace AzFilesMount.FileRest.Store;

/// <summary>The service's data ranges as ours, cut to what was asked because it may answer whole ranges that only touch it.</summary>
internal static class RangeList
{
    public static IReadOnlyList<ByteRange> Clip(IEnumerable<HttpRange> ranges, ByteRange within)
    {
        var result = new List<ByteRange>();
        foreach (HttpRange range in ranges)
        {
            long start = Math.Max(range.Offset, within.Offset);
            long end = Math.Min(range.Offset + (range.Length ?? 0), within.End);
            if (end > start)
                result.Add(new ByteRange(start, end - start));
        }

        return result;
    }
}
