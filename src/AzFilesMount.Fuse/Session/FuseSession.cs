using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Operations;
using AzFilesMount.Fuse.Requests;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Session;

/// <summary>
/// One conversation with the kernel over channels that exist already: readers, parked requests, notifications. Knows nothing of
/// mounting. Thread-safe.
/// </summary>
internal sealed class FuseSession : IAsyncDisposable
{
    private const int RetainedBuffers = 64;
    private static readonly TimeSpan LeftoverTimeout = TimeSpan.FromSeconds(5);

    private readonly IFileSystem _fileSystem;
    private readonly FuseMountOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly NativeBufferPool _buffers = new(RetainedBuffers);
    private readonly ParkedRequests _parked;
    private readonly RequestPool _pool;
    private readonly InitOperation _init;
    private readonly RequestDispatcher _dispatcher;
    private readonly CancellationTokenSource _stopNotifier = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _notifier = Task.CompletedTask;
    private int _readers;

    public FuseSession(IFileSystem fileSystem, FuseMountOptions options, ILogger logger, TimeProvider time)
    {
        _fileSystem = fileSystem;
        _options = options;
        _logger = logger;
        _time = time;
        _parked = new ParkedRequests(Counters, time);
        _pool = new RequestPool(options, _buffers, _parked, Counters, logger);
        _init = new InitOperation(options, logger);
        _dispatcher = new RequestDispatcher(fileSystem, options, _init, _parked, Counters, time, logger);
    }

    public FuseCounters Counters { get; } = new();

    /// <summary>Completes when the kernel has introduced itself and been answered.</summary>
    public Task Initialized => _init.Answered;

    /// <summary>Completes when the last reader has left: the kernel has ended the connection.</summary>
    public Task Completion => _completion.Task;

    public int ParkedCount => _parked.Count;

    /// <summary>Starts one reader thread a channel. The first channel also carries the notifications.</summary>
    public void Start(IReadOnlyList<IFuseChannel> channels)
    {
        var flushTimeout = _options.FlushTimeout ?? _options.OperationTimeout;
        _parked.StartSweeping(_options.OperationTimeout < flushTimeout ? _options.OperationTimeout : flushTimeout);
        _readers = channels.Count;
        for (var index = 0; index < channels.Count; index++)
        {
            var reader = new RequestReader(channels[index], _pool, _dispatcher, _logger);
            new Thread(() => RunReader(reader)) { IsBackground = true, Name = $"fuse-reader-{index}" }.Start();
        }

        _notifier = NotifyAsync(channels[0]);
    }

    /// <summary>Ends what still runs once the connection is gone, and gives the memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopNotifier.CancelAsync().ConfigureAwait(false);
        await _notifier.ConfigureAwait(false);
        _stopNotifier.Dispose();
        _parked.CancelAll();
        try
        {
            await _parked.WhenEmptyAsync().WaitAsync(LeftoverTimeout, _time).ConfigureAwait(false);
            _buffers.Dispose();
        }
        catch (TimeoutException)
        {
            // Somebody may still write into those buffers: leaking them is the safe mistake.
            LogMessages.RequestsLeft(_logger, _parked.Count);
        }

        _parked.Dispose();
    }

    private async Task NotifyAsync(IFuseChannel channel)
    {
        try
        {
            await Initialized.WaitAsync(_stopNotifier.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or FuseMountException)
        {
            return;
        }

        await new KernelNotifier(_fileSystem, channel, _logger).RunAsync(_stopNotifier.Token).ConfigureAwait(false);
    }

    private void RunReader(RequestReader reader)
    {
        reader.Run();
        if (Interlocked.Decrement(ref _readers) != 0)
            return;
        _parked.CancelAll();
        _init.Abandon();
        _completion.TrySetResult();
    }
}
