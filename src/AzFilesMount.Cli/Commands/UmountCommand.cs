using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;
using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Commands;

/// <summary>`umount`: send what is unsent, unmount, and return when the mount's process has ended.</summary>
internal sealed class UmountCommand(CliContext context) : ICliCommand
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(20);

    private readonly Argument<string?> _mountPoint = new("directory") { Arity = ArgumentArity.ZeroOrOne, Description = "The mount point" };
    private readonly Option<bool> _all = new("--all") { Description = "Unmount every mount of this user" };

    private readonly Option<bool> _lazy = new("--lazy", "-z")
    {
        Description = "Take the mount point away even while files in it are open",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Unmount even when written data cannot be sent and is lost" };

    private readonly Option<string?> _timeout = new("--timeout")
    {
        HelpName = "time",
        Description = "How long to go on trying to send; the mount's --drain-timeout if not given",
    };

    public Command Build()
    {
        var command = new Command("umount", "Send all written data, then unmount") { _mountPoint, _all, _lazy, _force, _timeout };
        command.Aliases.Add("unmount");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? mountPoint = parsed.GetValue(_mountPoint);
        bool all = parsed.GetValue(_all);
        if (all == (mountPoint is not null))
            throw new MountException(ExitCode.Usage, "name one mount point, or --all", "`azfilesmount list` shows all mounts");
        var request = new ControlRequest(ControlCommand.Stop)
        {
            Force = parsed.GetValue(_force),
            Lazy = parsed.GetValue(_lazy),
            TimeoutSeconds = ReadTimeout(parsed.GetValue(_timeout))?.TotalSeconds,
        };
        if (mountPoint is not null)
            await UnmountAsync(Path.TrimEndingDirectorySeparator(Path.GetFullPath(mountPoint)), request, cancellationToken);
        else
            await UnmountAllAsync(request, cancellationToken);
        return 0;
    }

    private static TimeSpan? ReadTimeout(string? text)
    {
        if (text is null)
            return null;
        if (DurationText.TryParse(text, out TimeSpan timeout) && timeout <= TimeSpan.FromDays(1))
            return timeout;
        throw new MountException(
            ExitCode.Usage, $"--timeout: '{text}' is not a duration in range", "use a value from 0s to 24h, such as 30s");
    }

    /// <summary>One mount that refuses must not keep the others.</summary>
    private async Task UnmountAllAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var failures = new List<MountFailure>();
        foreach (MountRecord record in new MountRegistry(context.Directories).List())
        {
            try
            {
                await StopAsync(record, request, cancellationToken);
            }
            catch (MountException e)
            {
                failures.AddRange(e.Failures);
            }
        }

        if (failures.Count > 0)
            throw new MountException(failures);
    }

    private async Task UnmountAsync(string mountPoint, ControlRequest request, CancellationToken cancellationToken)
    {
        if (new MountRegistry(context.Directories).Find(mountPoint) is { } record)
        {
            await StopAsync(record, request, cancellationToken);
            return;
        }

        if (MountTable.Find(mountPoint) is not { IsOwn: true })
            throw new MountException(
                ExitCode.NotFound, $"nothing of azfilesmount is mounted at {mountPoint}", "`azfilesmount list` shows all mounts");
        // Its process is gone or another user's: the kernel decides.
        await Unmounter.UnmountAsync(mountPoint, request.Lazy || request.Force, cancellationToken);
    }

    private async Task StopAsync(MountRecord record, ControlRequest request, CancellationToken cancellationToken)
    {
        using var progress = new DrainProgress(context);
        JsonElement? answer = await AskAsync(record, request, progress, cancellationToken);
        progress.Dispose();
        if (answer?.Deserialize(ControlJson.Default.StopReport) is { LostBytes: > 0 } lost)
            WriteLost(record, lost);
        // After --lazy it ends when the last file is closed.
        if (!request.Lazy)
            await WaitForEndAsync(record, cancellationToken);
    }

    private static async Task<JsonElement?> AskAsync(
        MountRecord record, ControlRequest request, DrainProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            return await new ControlClient(record.Socket).SendAsync(request, progress, cancellationToken);
        }
        catch (MountException e) when (e.Code == ExitCode.Failed && request.Force)
        {
            // A mount that no longer answers can still be taken away from outside.
            await Unmounter.UnmountAsync(record.MountPoint, lazy: true, cancellationToken);
            return null;
        }
    }

    private void WriteLost(MountRecord record, StopReport lost)
    {
        context.Tell($"{record.MountPoint}: {SizeText.Round(lost.LostBytes)} were not sent and are lost, of");
        foreach (string file in lost.LostFiles)
            context.Tell($"  {file}");
    }

    /// <summary>Afterwards a script may remove the directory, stop the network, mount again.</summary>
    private async Task WaitForEndAsync(MountRecord record, CancellationToken cancellationToken)
    {
        var process = new ProcessIdentity(record.Pid, record.StartTime);
        long start = context.Time.GetTimestamp();
        while (process.IsAlive && context.Time.GetElapsedTime(start) < EndTime)
            await Task.Delay(PollTime, context.Time, cancellationToken);
    }
}
