namespace AzFilesMount.Core.WriteBack;

/// <summary>Disjoint, sorted, merged ranges inside one block. Not thread-safe; its owner locks.</summary>
public sealed class RangeSet
{
    private readonly List<(int Start, int End)> _ranges = [];

    public int Count => _ranges.Count;

    public (int Start, int End) this[int index] => _ranges[index];

    /// <summary>Adds a range; overlapping and touching ones become one.</summary>
    public void Add(int start, int end)
    {
        int at = 0;
        while (at < _ranges.Count && _ranges[at].End < start)
            at++;
        int merged = at;
        while (merged < _ranges.Count && _ranges[merged].Start <= end)
        {
            start = Math.Min(start, _ranges[merged].Start);
            end = Math.Max(end, _ranges[merged].End);
            merged++;
        }
        _ranges.RemoveRange(at, merged - at);
        _ranges.Insert(at, (start, end));
    }

    /// <summary>Takes away everything from <paramref name="start"/> on.</summary>
    public void CutFrom(int start)
    {
        for (int i = _ranges.Count - 1; i >= 0 && _ranges[i].End > start; i--)
        {
            if (_ranges[i].Start >= start)
                _ranges.RemoveAt(i);
            else
                _ranges[i] = (_ranges[i].Start, start);
        }
    }

    public bool Covers(int start, int end)
    {
        foreach ((int s, int e) in _ranges)
        {
            if (s <= start && end <= e)
                return true;
        }
        return false;
    }
}
