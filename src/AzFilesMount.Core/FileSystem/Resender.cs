namespace AzFilesMount.Core.FileSystem;

/// <summary>Sends again what a close could not: every few seconds in the background, and all of it at the end of the mount.</summary>
internal sealed class Resender : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly EngineContext _context;
    private readonly FileFlusher _flusher;
    private readonly Task _loop;

    public Resender(EngineContext context, FileFlusher flusher)
    {
        _context = context;
        _flusher = flusher;
        _loop = RunAsync();
    }

    public async Task<FsResult<Unit>> DrainAsync(IProgress<long>? remaining, CancellationToken cancellationToken)
    {
        FsResult<Unit> outcome = Unit.Ok;
        foreach (Node node in _context.Nodes.Dirty())
        {
            remaining?.Report(_context.Nodes.Dirty().Sum(dirty => dirty.Data!.DirtyBytes));
            if (node.DeleteOnRelease)
                continue;
            FsResult<Unit> sent = await _flusher.FlushAsync(node, cancellationToken).ConfigureAwait(false);
            outcome = outcome.IsOk ? sent : outcome;
        }
        remaining?.Report(_context.Nodes.Dirty().Sum(dirty => dirty.Data!.DirtyBytes));
        return outcome;
    }

    public async ValueTask DisposeAsync() => await _loop.ConfigureAwait(false);

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, _context.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_context.Stopping).ConfigureAwait(false))
                await SendClosedFilesAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The mount ends.
        }
    }

    private async Task SendClosedFilesAsync()
    {
        try
        {
            foreach (Node node in _context.Nodes.Dirty().Where(node => node.OpenHandles == 0))
            {
                await _flusher.FlushAsync(node, _context.Stopping).ConfigureAwait(false);
                _context.Nodes.RemoveIfUnused(node);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogMessages.ResendFailed(_context.Logger, exception);
        }
    }
}
