using AzFilesMount.Core.Memory;

namespace AzFilesMount.Core.WriteBack;

/// <summary>Finds the stretches of a file that are ready to stream out: aligned, whole and without a gap.</summary>
internal static class DirtyRunSelector
{
    public static void MoveFullRuns(SortedDictionary<long, DirtyBlock> from, SortedDictionary<long, DirtyBlock> to, int blocksPerRun)
    {
        foreach (long start in FullRuns(from, blocksPerRun))
        {
            for (long index = start; index < start + blocksPerRun; index++)
            {
                to.Add(index, from[index]);
                from.Remove(index);
            }
        }
    }

    private static List<long> FullRuns(SortedDictionary<long, DirtyBlock> blocks, int blocksPerRun)
    {
        var starts = new List<long>();
        long expected = -1;
        int whole = 0;
        foreach ((long index, DirtyBlock block) in blocks)
        {
            whole = index % blocksPerRun == 0 ? 1 : index == expected && whole > 0 ? whole + 1 : 0;
            if (!block.Ranges.Covers(0, Block.Size))
                whole = 0;
            if (whole == blocksPerRun)
                starts.Add(index - blocksPerRun + 1);
            expected = index + 1;
        }
        return starts;
    }
}
