namespace AzFilesMount.Fuse.Requests;

/// <summary>
/// Keeps up to a number of buffers for reuse. It never makes a reader wait: more requests in flight than that - the kernel bounds
/// background ones, waiting processes bound the rest - get buffers of their own, freed afterwards. Thread-safe.
/// </summary>
internal sealed class NativeBufferPool(int retained) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<NativeBuffer> _free = new(retained);
    private bool _disposed;

    public NativeBuffer Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var buffer))
                return buffer;
        }

        return new NativeBuffer();
    }

    public void Return(NativeBuffer buffer)
    {
        lock (_gate)
        {
            if (!_disposed && _free.Count < retained)
            {
                _free.Push(buffer);
                return;
            }
        }

        ((IDisposable)buffer).Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_free.TryPop(out var buffer))
                ((IDisposable)buffer).Dispose();
        }
    }
}
