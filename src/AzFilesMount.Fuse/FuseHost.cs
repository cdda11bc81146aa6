using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Mounting;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Session;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse;

/// <summary>
/// Shows a file system to Linux: mounts it, answers the kernel, unmounts it. Started once; the other members are thread-safe.
/// The file system itself stays the caller's: handles that programs left open are not released when the connection ends.
/// </summary>
public sealed class FuseHost : IAsyncDisposable
{
    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    private readonly FuseMountOptions _options;
    private readonly ILogger<FuseHost> _logger;
    private readonly TimeProvider _time;
    private readonly FuseSession _session;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FuseMount? _mount;
    private int _disposed;

    public FuseHost(IFileSystem fileSystem, FuseMountOptions options, ILogger<FuseHost> logger, TimeProvider? time = null)
    {
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _session = new FuseSession(fileSystem, options, logger, _time);
    }

    /// <summary>Completes when the kernel's connection is gone and the mount point free, whoever unmounted it.</summary>
    public Task Completion => _completion.Task;

    public FuseCounters Counters => _session.Counters;

    /// <summary>Requests whose answer is outstanding.</summary>
    public int RequestsInFlight => _session.ParkedCount;

    /// <summary>Mounts; returns when programs can use the mount.</summary>
    /// <exception cref="FuseMountException">It could not be mounted; nothing is left behind.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var mountPoint = await MountPointCheck.PrepareAsync(_options.MountPoint, _logger, cancellationToken).ConfigureAwait(false);
        _mount = await Task.Run(() => Mount(mountPoint), cancellationToken).ConfigureAwait(false);
        var readers = Math.Max(1, _options.ReaderThreads);
        _session.Start([.. _mount.Descriptors(readers).Select(static descriptor => new DeviceChannel(descriptor))]);
        _ = CompleteAsync(_mount);
        try
        {
            await _session.Initialized.WaitAsync(InitTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await CutAsync(_mount).ConfigureAwait(false);
            throw;
        }

        _mount.RaiseReadAhead(_options.ReadAheadKiB, _logger);
        LogMessages.Mounted(_logger, _options.Source, mountPoint);
    }

    /// <summary>
    /// Unmounts: takes the mount out of the tree at once, lets what is open or in flight end while <paramref name="drain"/> runs
    /// beside it, and cuts the connection at the deadline.
    /// </summary>
    /// <param name="drain">Sends what is not on the share yet; its token ends at the deadline. Its failure is thrown here.</param>
    /// <param name="deadline">How long open files and the drain may take.</param>
    public async Task StopAsync(Func<CancellationToken, Task>? drain, TimeSpan deadline)
    {
        using var overdue = new CancellationTokenSource(deadline, _time);
        Detach();
        var drained = DrainAsync(drain, overdue.Token);
        if (_mount is { } mount)
            await EndAsync(mount, overdue.Token).ConfigureAwait(false);
        await drained.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        if (_mount is not null && !Completion.IsCompleted)
            await StopAsync(drain: null, _options.DrainTimeout).ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        // A reader that could not be sent away still uses the descriptors; they end with the process.
        if (_session.Completion.IsCompleted)
            _mount?.Dispose();
    }

    private FuseMount Mount(string mountPoint) => Libc.GetEffectiveUser() == 0 && !_options.AutoUnmount
        ? KernelMounter.Mount(_options, mountPoint)
        : FusermountMounter.Mount(_options, mountPoint);

    private async Task CompleteAsync(FuseMount mount)
    {
        await _session.Completion.ConfigureAwait(false);
        // Cut rather than unmounted: the dead mount would stay and answer every look with an error.
        Detach();
        LogMessages.Unmounted(_logger, mount.MountPoint);
        _completion.TrySetResult();
    }

    private void Detach()
    {
        if (_mount is { IsInTree: true } mount && Unmounter.Detach(mount.MountPoint) is { } reason && mount.IsInTree)
            LogMessages.DetachFailed(_logger, mount.MountPoint, reason);
    }

    private async Task EndAsync(FuseMount mount, CancellationToken overdue)
    {
        await WaitUntilAsync(Completion, overdue).ConfigureAwait(false);
        if (Completion.IsCompleted)
            return;
        LogMessages.Forced(_logger, mount.MountPoint);
        await CutAsync(mount).ConfigureAwait(false);
    }

    private async Task CutAsync(FuseMount mount)
    {
        Detach();
        var reason = mount.Entry is { } entry ? Unmounter.Abort(entry.Minor) : "it is not in the mount table.";
        using var overdue = new CancellationTokenSource(AbortTimeout, _time);
        if (reason is null || Completion.IsCompleted)
            await WaitUntilAsync(Completion, overdue.Token).ConfigureAwait(false);
        if (!Completion.IsCompleted)
            LogMessages.AbortFailed(_logger, mount.MountPoint, reason ?? "its readers did not end.");
    }

    private static async Task DrainAsync(Func<CancellationToken, Task>? drain, CancellationToken overdue)
    {
        if (drain is null)
            return;
        try
        {
            await drain(overdue).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (overdue.IsCancellationRequested)
        {
            // The deadline has come: what is left, the caller knows best.
        }
    }

    private static async Task WaitUntilAsync(Task task, CancellationToken overdue)
    {
        try
        {
            await task.WaitAsync(overdue).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The callers look at the task.
        }
    }
}
