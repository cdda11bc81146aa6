using System.Numerics;

namespace AzFilesMount.Emulator.Storage;

/// <summary>
/// Which 512-byte units of a file were written. A change is planned first, so that it can be committed before it is applied; changes are
/// made under the content's gate, plans under the share's.
/// </summary>
internal sealed class RangeMap
{
    public const int UnitLength = 512;
    public const int UnitsPerChunk = 8192;
    public const int WordsPerChunk = UnitsPerChunk / 64;

    private readonly Dictionary<long, ulong[]> _chunks = [];

    public IEnumerable<RangeChunk> Chunks => _chunks.Select(c => new RangeChunk(c.Key, c.Value));

    public long WrittenLength => _chunks.Values.Sum(bits => (long)bits.Sum(BitOperations.PopCount)) * UnitLength;

    /// <summary>Marks every unit that the span touches.</summary>
    public List<RangeChunk> PlanMark(long offset, long length)
    {
        var first = offset / UnitLength;
        var end = (offset + length + UnitLength - 1) / UnitLength;
        var plan = new List<RangeChunk>();
        for (var chunk = first / UnitsPerChunk; chunk * UnitsPerChunk < end; chunk++)
        {
            var bits = _chunks.TryGetValue(chunk, out var old) ? (ulong[])old.Clone() : new ulong[WordsPerChunk];
            Set(bits, first - (chunk * UnitsPerChunk), end - (chunk * UnitsPerChunk), value: true);
            plan.Add(new RangeChunk(chunk, bits));
        }

        return plan;
    }

    /// <summary>Takes off every unit that lies wholly within the span. Only chunks that exist cost anything.</summary>
    public List<RangeChunk> PlanClear(long offset, long length)
    {
        var first = (offset + UnitLength - 1) / UnitLength;
        var end = length > long.MaxValue - offset ? long.MaxValue / UnitLength : (offset + length) / UnitLength;
        var plan = new List<RangeChunk>();
        if (end <= first)
            return plan;
        foreach (var (chunk, old) in _chunks)
        {
            var start = chunk * UnitsPerChunk;
            if (start + UnitsPerChunk <= first || start >= end)
                continue;
            var bits = (ulong[])old.Clone();
            Set(bits, first - start, end - start, value: false);
            plan.Add(new RangeChunk(chunk, bits.AsSpan().ContainsAnyExcept(0UL) ? bits : null));
        }

        return plan;
    }

    public void Apply(IEnumerable<RangeChunk> plan)
    {
        foreach (var chunk in plan)
        {
            if (chunk.Bits is null)
                _chunks.Remove(chunk.Index);
            else
                _chunks[chunk.Index] = chunk.Bits;
        }
    }

    /// <summary>Runs of written units from one offset up to another, in order, as first and last byte.</summary>
    public IEnumerable<(long First, long Last)> Runs(long offset, long end)
    {
        long start = -1, next = -1;
        foreach (var unit in Units())
        {
            if (unit != next)
            {
                if (start >= 0 && Clip(start, next, offset, end) is { } run)
                    yield return run;
                start = unit;
            }

            next = unit + 1;
        }

        if (start >= 0 && Clip(start, next, offset, end) is { } last)
            yield return last;
    }

    private static (long First, long Last)? Clip(long firstUnit, long endUnit, long offset, long end)
    {
        var first = Math.Max(firstUnit * UnitLength, offset);
        var last = Math.Min(endUnit * UnitLength, end) - 1;
        return first <= last ? (first, last) : null;
    }

    private static void Set(ulong[] bits, long first, long end, bool value)
    {
        for (var unit = Math.Max(first, 0); unit < Math.Min(end, UnitsPerChunk); unit++)
        {
            var mask = 1UL << (int)(unit % 64);
            bits[unit / 64] = value ? bits[unit / 64] | mask : bits[unit / 64] & ~mask;
        }
    }

    private IEnumerable<long> Units()
    {
        foreach (var chunk in _chunks.Keys.Order())
        {
            var bits = _chunks[chunk];
            for (var unit = 0; unit < UnitsPerChunk; unit++)
            {
                if ((bits[unit / 64] & (1UL << (unit % 64))) != 0)
                    yield return (chunk * UnitsPerChunk) + unit;
            }
        }
    }
}
