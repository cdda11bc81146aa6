using AzFilesMount.Core;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Session;

/// <summary>The ways a mount ends: asked politely it refuses to lose data or to pull the floor away; told to end, it ends. Thread-safe.</summary>
internal sealed class MountStopper(MountParts parts, MountPlan plan, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>How long programs that still have files open may take to let go once all is sent and the mount point is gone.</summary>
    private static readonly TimeSpan OpenFilesTime = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private volatile bool _draining;

    internal bool IsDraining => _draining;

    public void Dispose() => _one.Dispose();

    /// <exception cref="MountException">Bytes are left.</exception>
    internal async Task DrainAsync(TimeSpan? timeout, IProgress<long>? remaining, CancellationToken cancellationToken)
    {
        FsResult<Unit> drained = await TryDrainAsync(timeout ?? plan.Options.DrainTimeout, remaining, cancellationToken).ConfigureAwait(false);
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
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (force)
                await TryDrainAsync(timeout ?? plan.Options.DrainTimeout, remaining, cancellationToken).ConfigureAwait(false);
            else
                await DrainAsync(timeout, remaining, cancellationToken).ConfigureAwait(false);
            StopReport lost = Left();
            await Unmounter.UnmountAsync(plan.MountPoint, lazy || force, cancellationToken).ConfigureAwait(false);
            if (force)
                await parts.Host.StopAsync(OpenFilesTime).ConfigureAwait(false);
            else if (!lazy)
                await parts.Host.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
            return force ? lost : Left();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The end of the process is near: sends what it can in the time there is, unmounts in any case, reports the rest.</summary>
    internal async Task<StopReport> EndAsync(CancellationToken leaveNow, IProgress<long> remaining)
    {
        await _one.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await TryDrainAsync(plan.Options.DrainTimeout, remaining, leaveNow).ConfigureAwait(false);
            TimeSpan grace = leaveNow.IsCancellationRequested ? TimeSpan.Zero : OpenFilesTime;
            if (!parts.Host.Completion.IsCompleted)
                await parts.Host.StopAsync(grace).ConfigureAwait(false);
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
        if (Left().LostBytes == 0)
            return Unit.Ok;
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        _draining = true;
        try
        {
            return await parts.FileSystem.DrainAsync(remaining, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return FsStatus.TimedOut;
        }
        finally
        {
            _draining = false;
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
