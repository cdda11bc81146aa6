using AzFilesMount.Emulator.Storage;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>
/// What differs between two states of a file, in units of 512 bytes: written now and different, or no longer written. Compares the bytes,
/// as no history of writes is kept; content that both share differs nowhere.
/// </summary>
internal static class RangeDifference
{
    public static List<(long First, long Last, bool IsClear)> Find(ContentEditor contents, FileContent now, FileContent? before, long offset, long end)
    {
        var found = new List<(long First, long Last, bool IsClear)>();
        if (now == before)
            return found;
        using var newer = contents.OpenRead(now);
        using var older = before is null ? null : contents.OpenRead(before);
        var nowRuns = now.Ranges.Runs(offset, end).ToList();
        var beforeRuns = before?.Ranges.Runs(offset, end).ToList() ?? [];
        foreach (var (first, last) in nowRuns)
        {
            for (var unit = first; unit <= last; unit = NextUnit(unit))
            {
                var unitLast = Math.Min(NextUnit(unit) - 1, last);
                if (older is null || !Same(newer, older, unit, unitLast))
                    found.Add((unit, unitLast, false));
            }
        }

        foreach (var (first, last) in beforeRuns)
        {
            for (var unit = first; unit <= last; unit = NextUnit(unit))
            {
                if (!Contains(nowRuns, unit))
                    found.Add((unit, Math.Min(NextUnit(unit) - 1, last), true));
            }
        }

        found.Sort();
        return Join(found);
    }

    private static long NextUnit(long offset) => ((offset / RangeMap.UnitLength) + 1) * RangeMap.UnitLength;

    private static bool Same(IContentReader a, IContentReader b, long first, long last)
    {
        Span<byte> left = stackalloc byte[RangeMap.UnitLength], right = stackalloc byte[RangeMap.UnitLength];
        var length = (int)(last - first + 1);
        a.Read(first, left[..length]);
        b.Read(first, right[..length]);
        return left[..length].SequenceEqual(right[..length]);
    }

    private static bool Contains(List<(long First, long Last)> runs, long offset)
    {
        var index = runs.BinarySearch((offset, long.MaxValue));
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && runs[index].Last >= offset;
    }

    private static List<(long First, long Last, bool IsClear)> Join(List<(long First, long Last, bool IsClear)> units)
    {
        var joined = new List<(long First, long Last, bool IsClear)>();
        foreach (var unit in units)
        {
            if (joined.Count > 0 && joined[^1].IsClear == unit.IsClear && joined[^1].Last + 1 == unit.First)
                joined[^1] = joined[^1] with { Last = unit.Last };
            else
                joined.Add(unit);
        }

        return joined;
    }
}
