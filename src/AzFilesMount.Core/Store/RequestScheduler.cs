namespace AzFilesMount.Core.Store;

/// <summary>
/// How many requests are at the service at once. Read-ahead gets half of the slots at the most, so a program that is waiting
/// always finds one. Thread-safe.
/// </summary>
internal sealed class RequestScheduler(int concurrency) : IDisposable
{
    private readonly SemaphoreSlim _all = new(concurrency);
    private readonly SemaphoreSlim _readAhead = new(Math.Max(1, concurrency / 2));

    public async ValueTask<Slot> EnterAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        if (priority == RequestPriority.ReadAhead)
            await _readAhead.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _all.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (priority == RequestPriority.ReadAhead)
        {
            _readAhead.Release();
            throw;
        }
        return new Slot(this, priority);
    }

    public void Dispose()
    {
        _all.Dispose();
        _readAhead.Dispose();
    }

    private void Leave(RequestPriority priority)
    {
        _all.Release();
        if (priority == RequestPriority.ReadAhead)
            _readAhead.Release();
    }

    /// <summary>The right to have one request in flight; disposed exactly once.</summary>
    public readonly struct Slot(RequestScheduler scheduler, RequestPriority priority) : IDisposable
    {
        public void Dispose() => scheduler.Leave(priority);
    }
}
