using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AzFilesMount.Core.Diagnostics;

/// <summary>All instruments of the engine and the sums that <c>stats</c> shows. Thread-safe.</summary>
public sealed class FsMetrics : IDisposable
{
    private const int RememberedFailures = 16;

    private readonly Meter _meter = new("AzFilesMount");
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _io;
    private readonly Counter<long> _cache;
    private readonly long[] _requests = new long[Enum.GetValues<StoreOperation>().Length];
    private readonly long[] _errors = new long[Enum.GetValues<StoreOperation>().Length];
    private readonly Queue<string> _failures = new();
    private long _read;
    private long _written;
    private long _fetched;
    private long _sent;
    private long _hits;
    private long _misses;

    public FsMetrics()
    {
        _duration = _meter.CreateHistogram<double>("azfilesmount.store.request.duration", "s");
        _io = _meter.CreateCounter<long>("azfilesmount.fs.io", "By");
        _cache = _meter.CreateCounter<long>("azfilesmount.cache.requests", "{request}");
    }

    public void AddRead(int bytes)
    {
        Interlocked.Add(ref _read, bytes);
        _io.Add(bytes, new KeyValuePair<string, object?>("direction", "read"));
    }

    public void AddWritten(int bytes)
    {
        Interlocked.Add(ref _written, bytes);
        _io.Add(bytes, new KeyValuePair<string, object?>("direction", "write"));
    }

    public void AddFetched(long bytes) => Interlocked.Add(ref _fetched, bytes);

    public void AddSent(long bytes) => Interlocked.Add(ref _sent, bytes);

    public void AddCacheResult(bool hit)
    {
        Interlocked.Increment(ref hit ? ref _hits : ref _misses);
        _cache.Add(1, new KeyValuePair<string, object?>("cache.result", hit ? "hit" : "miss"));
    }

    public void AddWriteFailure(string text)
    {
        lock (_failures)
        {
            if (_failures.Count == RememberedFailures)
                _failures.Dequeue();
            _failures.Enqueue(text);
        }
    }

    public async ValueTask<FsResult<T>> MeasureAsync<T>(StoreOperation operation, ValueTask<FsResult<T>> request)
    {
        long start = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _requests[(int)operation]);
        FsResult<T> result = await request.ConfigureAwait(false);
        if (!result.IsOk)
            Interlocked.Increment(ref _errors[(int)operation]);
        _duration.Record(
            Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("store.operation", operation.ToString()));
        return result;
    }

    public StatsSnapshot Snapshot()
    {
        lock (_failures)
        {
            return new StatsSnapshot
            {
                Requests = ByName(_requests),
                RequestErrors = ByName(_errors),
                BytesRead = Interlocked.Read(ref _read),
                BytesWritten = Interlocked.Read(ref _written),
                BytesFetched = Interlocked.Read(ref _fetched),
                BytesSent = Interlocked.Read(ref _sent),
                CacheHits = Interlocked.Read(ref _hits),
                CacheMisses = Interlocked.Read(ref _misses),
                WriteFailures = [.. _failures],
            };
        }
    }

    public void Dispose() => _meter.Dispose();

    private static Dictionary<string, long> ByName(long[] counts) =>
        Enum.GetValues<StoreOperation>().ToDictionary(operation => operation.ToString(), operation => Interlocked.Read(ref counts[(int)operation]));
}
