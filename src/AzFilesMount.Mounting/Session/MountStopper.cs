using AzFilesMount.Core;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Session;

/// <summary>
/// The ways a mount ends: asked politely it refuses to lose data or to pull the floor away; told to end, it ends. Thread-safe.
/// </summary>
internal sealed class MountStopper(MountParts parts, MountPlan plan, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>How long programs that still have files open may take to let go once all is sent and the mount point is gone.</summary>
    private static readonly TimeSpan OpenFilesTime = TimeSpan.FromSeconds(5);

    /// <summary>Between attempts while the share is out of reach.</summary>
    private static readonly TimeSpan RetryTime = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _draining;
    private volatile bool _givenUp;

    internal bool IsDraining => _draining;

    public void Dispose()
    {
        _one.Dispose();
        _ending.Dispose();
    }

    /// <exception cref="MountException">Bytes are left.</exception>
    internal async Task DrainAsync(TimeSpan? timeout, IProgress<long>? remaining, CancellationToken cancellationToken)
    {
        FsResult<Unit> drained = await TryDrainAsync(timeout ?? plan.Options.DrainTimeout, remaining, cancellationToken)
            .ConfigureAwait(false);
        StopReport left = Left();
        if (left.LostBytes == 0)
            return;
        string reason = drained.Error is { } error ? $": {error.Message.TrimEnd('.')}" : "";
        throw new MountException(new MountFailure(
            ExitCode.NotDrained,
            $"{SizeText.Round(left.LostBytes)} of {Names(left)} cannot be sent to the share{reason}",
            "bring the network or the permission back and try again; --force gives the data up",
            drained.Error?.RequestId));
    }

    /// <summary>For the control channel: refuses while data would be lost or the mount is in use, unless told otherwise.</summary>
    internal async Task<StopReport> StopAsync(
        bool force, bool lazy, TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken)
    {
        if (force)
            await _ending.CancelAsync().ConfigureAwait(false);
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return force
                ? await ForceAsync(timeout, remaining, cancellationToken).ConfigureAwait(false)
                : await AskAsync(lazy, timeout, remaining, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<StopReport> AskAsync(bool lazy, TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        await DrainAsync(timeout, remaining, both.Token).ConfigureAwait(false);
        await Unmounter.UnmountAsync(plan.MountPoint, lazy, both.Token).ConfigureAwait(false);
        if (!lazy)
            await parts.Host.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Left();
    }

    private async Task<StopReport> ForceAsync(TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken)
    {
        await TryDrainAsync(timeout ?? plan.Options.DrainTimeout, remaining, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _givenUp = true;
        StopReport lost = Left();
        await parts.Host.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        return lost;
    }

    /// <summary>The end of the process is near: sends what it can in the time there is, unmounts in any case, reports the rest.</summary>
    internal async Task<StopReport> EndAsync(CancellationToken leaveNow, IProgress<long> remaining)
    {
        // Whoever asks politely at this moment need not be waited for.
        await _ending.CancelAsync().ConfigureAwait(false);
        await _one.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await TryDrainAsync(plan.Options.DrainTimeout, remaining, leaveNow).ConfigureAwait(false);
            await UnmountAsync(leaveNow).ConfigureAwait(false);
            // Programs may have written until the mount point was gone.
            if (Left().LostBytes > 0)
                await TryDrainAsync(plan.Options.DrainTimeout, remaining, leaveNow).ConfigureAwait(false);
            return Report();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits for programs that still have files open, until told to leave.</summary>
    private async Task UnmountAsync(CancellationToken leaveNow)
    {
        if (parts.Host.Completion.IsCompleted)
            return;
        var hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (leaveNow.Register(() => hurry.TrySetResult()))
        {
            Task stopping = parts.Host.StopAsync(OpenFilesTime);
            await Task.WhenAny(stopping, hurry.Task).ConfigureAwait(false);
            await (stopping.IsCompleted ? stopping : parts.Host.StopAsync(TimeSpan.Zero)).ConfigureAwait(false);
        }
    }

    private StopReport Report()
    {
        StopReport left = Left();
        if (left.LostBytes > 0)
            LogMessages.DataLost(logger, left.LostBytes, Names(left));
        else
            LogMessages.SessionEnded(logger, plan.MountPoint);
        return left;
    }

    private async Task<FsResult<Unit>> TryDrainAsync(TimeSpan timeout, IProgress<long>? remaining, CancellationToken cancellationToken)
    {
        if (_givenUp || Left().LostBytes == 0)
            return Unit.Ok;
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        _draining = true;
        try
        {
            return await DrainUntilAsync(remaining, both.Token).ConfigureAwait(false);
        }
        finally
        {
            _draining = false;
        }
    }

    /// <summary>Goes on as long as the reason may pass; a definite refusal ends it at once.</summary>
    private async Task<FsResult<Unit>> DrainUntilAsync(IProgress<long>? remaining, CancellationToken overdue)
    {
        FsResult<Unit> last = FsStatus.TimedOut;
        try
        {
            while (true)
            {
                FsResult<Unit> drained = await parts.FileSystem.DrainAsync(remaining, overdue).ConfigureAwait(false);
                if (drained.Status is not (FsStatus.Offline or FsStatus.TimedOut or FsStatus.Busy or FsStatus.NotAuthenticated))
                    return drained;
                last = drained;
                await Task.Delay(RetryTime, time, overdue).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return last;
        }
    }

    private StopReport Left()
    {
        StatsSnapshot stats = parts.FileSystem.GetStats();
        return new StopReport(stats.DirtyBytes, stats.DirtyBytes == 0 ? [] : parts.FileSystem.GetUnsentFiles());
    }

    private static string Names(StopReport left)
    {
        const int Shown = 3;
        string names = string.Join(", ", left.LostFiles.Take(Shown));
        return left.LostFiles.Count <= Shown ? names : $"{names} and {left.LostFiles.Count - Shown} more";
    }
}
