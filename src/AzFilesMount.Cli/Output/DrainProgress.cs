using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Output;

/// <summary>Shows bytes still to be sent: redrawn in place on a terminal, else one plain line every few seconds. Thread-safe.</summary>
internal sealed class DrainProgress : IProgress<long>, IDisposable
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(200);

    private readonly CliContext _context;
    private readonly bool _redraw;
    private readonly Lock _gate = new();
    private readonly long _start;
    private long _lastShown;
    private long _total;
    private bool _shown;

    internal DrainProgress(CliContext context)
    {
        _context = context;
        _redraw = context.ErrorIsTerminal && context.MayDecorate;
        _start = context.Time.GetTimestamp();
        _lastShown = _start;
    }

    public void Report(long value)
    {
        lock (_gate)
        {
            _total = Math.Max(_total, value);
            TimeSpan interval = _redraw ? RedrawInterval : PlainInterval;
            if (value == 0 || (_shown && _context.Time.GetElapsedTime(_lastShown) < interval))
                return;
            _lastShown = _context.Time.GetTimestamp();
            _shown = true;
            string line = $"sending {SizeText.Round(value)} of {SizeText.Round(_total)}, {Rate(value)}";
            if (_redraw)
                _context.Error.Write($"\r\u001b[K{line}");
            else
                _context.Tell(line);
        }
    }

    /// <summary>Ends the redrawn line.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_redraw && _shown)
                _context.Error.Write("\r\u001b[K");
        }
    }

    private string Rate(long remaining)
    {
        double seconds = Math.Max(0.001, _context.Time.GetElapsedTime(_start).TotalSeconds);
        long rate = (long)((_total - remaining) / seconds);
        return rate == 0
            ? "waiting for the share"
            : $"{SizeText.Round(rate)}/s, {DurationText.Format(TimeSpan.FromSeconds(remaining / rate))} left";
    }
}
