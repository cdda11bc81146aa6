namespace AzFilesMount.Core.Memory;

/// <summary>
/// How many blocks may hold unsent bytes. A writer that finds it used up waits for an upload to end: that is the back-pressure.
/// Thread-safe.
/// </summary>
public sealed class DirtyBudget(int blocks)
{
    private readonly Lock _lock = new();
    private int _used;
    private TaskCompletionSource _released = NewSignal();

    public bool TryReserve()
    {
        lock (_lock)
        {
            if (_used >= blocks)
                return false;
            _used++;
            return true;
        }
    }

    public void Release(int count)
    {
        if (count == 0)
            return;
        TaskCompletionSource released;
        lock (_lock)
        {
            _used -= count;
            released = _released;
            _released = NewSignal();
        }
        released.SetResult();
    }

    /// <summary>Ends at the next release; take it before the try that fails.</summary>
    public Task WhenReleasedAsync()
    {
        lock (_lock)
            return _released.Task;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
