using AzFilesMount.Cli.Logging;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;
using AzFilesMount.Mounting.Session;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Cli.Hosting;

/// <summary>One mount in this process, from start to end, with the words a user hears about it.</summary>
internal sealed class MountRun(CliContext context, MountPlan plan, SignalSource signals, DetachedChild? detached)
{
    internal async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        string? logFile = LogFile();
        using ILoggerFactory loggers = Loggers.Create(plan.Options, logFile, context.Time);
        foreach (string notice in plan.Notices)
            Say(notice);
        await using MountSession session = await StartAsync(loggers, logFile, cancellationToken);
        Say(session.ReadOnlyReason is { } reason ? $"mounted read-only: {reason}" : null);
        Say("access is privileged: it bypasses file ACLs; " + Audience());
        Say($"mounted {plan.Address} at {plan.MountPoint}");
        SystemdNotice.Ready(context.Environment);
        detached?.TellReady();
        return await EndAsync(session, cancellationToken);
    }

    private async Task<MountSession> StartAsync(ILoggerFactory loggers, string? logFile, CancellationToken cancellationToken)
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, signals.Stop, detached?.CalledOff ?? CancellationToken.None);
        start.CancelAfter(plan.Options.Wait);
        try
        {
            return await MountSession.StartAsync(
                plan, new SessionServices(context.Directories, loggers, context.Time, logFile), start.Token);
        }
        catch (OperationCanceledException e) when (!signals.Stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MountException(
                ExitCode.Unreachable,
                $"the mount did not get ready within {DurationText.Format(plan.Options.Wait)}",
                "check the network with `azfilesmount doctor URL`, or allow more time with --wait",
                e);
        }
    }

    private async Task<ExitCode> EndAsync(MountSession session, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stop);
        using var progress = new DrainProgress(context);
        StopReport report = await session.RunAsync(stop.Token, signals.LeaveNow, progress);
        progress.Dispose();
        if (report.LostBytes == 0)
        {
            Say($"unmounted {plan.MountPoint}");
            return ExitCode.Ok;
        }

        foreach (string file in report.LostFiles)
            context.Tell($"not sent: {file}");
        throw new MountException(
            ExitCode.NotDrained,
            $"{SizeText.Round(report.LostBytes)} of {report.LostFiles.Count} files could not be brought to the share and are lost",
            "allow more time with --drain-timeout; `azfilesmount umount` refuses instead of losing data");
    }

    /// <summary>A mount without a terminal still keeps a log.</summary>
    private string? LogFile()
    {
        if (plan.Options.LogFile is not null || detached is null)
            return plan.Options.LogFile;
        OwnerOnly.CreateDirectory(context.Directories.State);
        OwnerOnly.CreateDirectory(context.Directories.Logs);
        string name = plan.MountPoint.Trim('/').Replace('/', '-');
        return Path.Combine(context.Directories.Logs, $"{(name.Length > 80 ? name[^80..] : name)}.log");
    }

    private string Audience() => plan.Options switch
    {
        { AllowOther: true } => "every user of this machine can reach it",
        { AllowRoot: true } => "only the mounting user and root can reach it",
        _ => "only the mounting user can reach it",
    };

    private void Say(string? line)
    {
        if (line is not null && !plan.Options.Quiet)
            context.Tell(line);
    }
}
