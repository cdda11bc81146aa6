using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Requests;

/// <summary>Reusable request objects and what they share. Thread-safe.</summary>
internal sealed class RequestPool(
    FuseMountOptions options, NativeBufferPool buffers, ParkedRequests parked, FuseCounters counters, ILogger logger)
{
    private const int Retained = 256;

    private readonly Lock _gate = new();
    private readonly Stack<FuseRequest> _free = new();

    public NativeBufferPool Buffers => buffers;

    public ParkedRequests Parked => parked;

    public FuseCounters Counters => counters;

    public ILogger Logger => logger;

    public TimeSpan OperationTimeout => options.OperationTimeout;

    public FuseRequest Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var request))
                return request;
        }

        return new FuseRequest(this);
    }

    public void Return(FuseRequest request)
    {
        request.Clear();
        lock (_gate)
        {
            if (_free.Count < Retained)
                _free.Push(request);
        }
    }
}
