namespace AzFilesMount.Emulator.Faulting;

/// <summary>
/// An allowance per second, with one second's worth to spare. What is spent may go below zero, as a service finds out the length of an
/// answer when it has it: nothing more is let in until the debt is paid. Thread-safe.
/// </summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private readonly double _perSecond;
    private readonly TimeProvider _time;
    private double _left;
    private long _last;

    public TokenBucket(double perSecond, TimeProvider time)
    {
        _perSecond = perSecond;
        _time = time;
        _left = perSecond;
        _last = time.GetTimestamp();
    }

    /// <summary>Zero if there is something left, else how long until there is.</summary>
    public TimeSpan Wait()
    {
        lock (_gate)
        {
            Refill();
            return _left > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _left) / _perSecond);
        }
    }

    public void Spend(double amount)
    {
        lock (_gate)
        {
            Refill();
            _left -= amount;
        }
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        _left = Math.Min(_perSecond, _left + (_time.GetElapsedTime(_last, now).TotalSeconds * _perSecond));
        _last = now;
    }
}
