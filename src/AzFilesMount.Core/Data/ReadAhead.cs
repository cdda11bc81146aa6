using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.Data;

/// <summary>
/// Guesses what one handle will read next. The window doubles while reads go on in order, and a read elsewhere closes it.
/// Thread-safe: the kernel sends the reads of one handle from several threads and not quite in order.
/// </summary>
internal sealed class ReadAhead(long limit)
{
    private const long FirstWindow = 256 << 10;
    private const long Tolerance = 1 << 20;

    private readonly Lock _lock = new();
    private long _expected;
    private long _fetched;
    private long _window = FirstWindow;

    /// <summary>Takes note of a read and says what to fetch now; an empty range for nothing.</summary>
    public ByteRange Observe(long offset, int length, long fileLength)
    {
        lock (_lock)
        {
            long end = offset + length;
            if (Math.Abs(offset - _expected) > Tolerance)
            {
                _expected = _fetched = end;
                _window = FirstWindow;
                return default;
            }
            _expected = Math.Max(_expected, end);
            return Extend(fileLength);
        }
    }

    private ByteRange Extend(long fileLength)
    {
        _fetched = Math.Max(_fetched, _expected);
        long window = Math.Min(_window, limit);
        if (_fetched - _expected > window / 2)
            return default;
        long end = Math.Min(_expected + window, fileLength);
        if (end <= _fetched)
            return default;
        var range = new ByteRange(_fetched, end - _fetched);
        _fetched = end;
        _window = Math.Min(_window * 2, limit);
        return range;
    }
}
