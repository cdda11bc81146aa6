namespace AzFilesMount.Fuse.Requests;

/// <summary>
/// The requests whose calls have not ended: where interrupts, deadlines and the end of the connection find them. Thread-safe. A
/// request is cancelled only while it is listed, under the lock, so a recycled one is never hit; callbacks run elsewhere.
/// </summary>
internal sealed class ParkedRequests(FuseCounters counters, TimeProvider time) : IDisposable
{
    // Interrupts that overtook their request: between the kernel's read and parking there is room for a handful at the most.
    private const int EarlySlots = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, FuseRequest> _requests = [];
    private readonly ulong[] _early = new ulong[EarlySlots];
    private int _nextEarly;
    private bool _gone;
    private ITimer? _sweeper;
    private TaskCompletionSource? _empty;

    public int Count
    {
        get
        {
            lock (_gate)
                return _requests.Count;
        }
    }

    /// <summary>Looks for passed deadlines from now on, often enough for the shortest timeout.</summary>
    public void StartSweeping(TimeSpan shortestTimeout)
    {
        var period = TimeSpan.FromTicks(Math.Clamp(shortestTimeout.Ticks / 8, TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerSecond));
        _sweeper = time.CreateTimer(static state => ((ParkedRequests)state!).CancelOverdue(), this, period, period);
    }

    public void Add(FuseRequest request, TimeSpan timeout)
    {
        counters.CountParked();
        request.Deadline = timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + ToTimestampTicks(timeout);
        lock (_gate)
        {
            _requests.Add(request.Unique, request);
            var early = Array.IndexOf(_early, request.Unique);
            if (early >= 0)
            {
                _early[early] = 0;
                Cancel(request, CancelReason.Interrupt);
            }
            else if (_gone)
            {
                Cancel(request, CancelReason.Gone);
            }
        }
    }

    public void Remove(FuseRequest request)
    {
        lock (_gate)
        {
            _requests.Remove(request.Unique);
            if (_requests.Count == 0)
                _empty?.TrySetResult();
        }
    }

    /// <summary>Cancels a request, now or as soon as it is parked. One already answered is none of our business.</summary>
    public void Interrupt(ulong unique)
    {
        lock (_gate)
        {
            if (_requests.TryGetValue(unique, out var request))
            {
                Cancel(request, CancelReason.Interrupt);
                return;
            }

            _early[_nextEarly] = unique;
            _nextEarly = (_nextEarly + 1) % EarlySlots;
        }
    }

    /// <summary>The connection is gone: cancels what is listed and whatever will be.</summary>
    public void CancelAll()
    {
        lock (_gate)
        {
            _gone = true;
            foreach (var request in _requests.Values)
                Cancel(request, CancelReason.Gone);
        }
    }

    /// <summary>Completes when nothing is listed.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_gate)
        {
            if (_requests.Count == 0)
                return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }

    public void Dispose() => _sweeper?.Dispose();

    private void CancelOverdue()
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var request in _requests.Values)
            {
                if (request.Deadline <= now)
                    Cancel(request, CancelReason.Deadline);
            }
        }
    }

    private void Cancel(FuseRequest request, CancelReason reason)
    {
        if (request.CancelReason != CancelReason.None)
            return;
        if (reason == CancelReason.Interrupt)
            counters.CountInterrupted();
        else if (reason == CancelReason.Deadline)
            counters.CountTimedOut();
        request.Cancel(reason);
    }

    private long ToTimestampTicks(TimeSpan timeout) =>
        (long)(timeout.TotalSeconds * time.TimestampFrequency);
}
