using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Hosting;
using AzFilesMount.Cli.Output;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Commands;

/// <summary>`mount`: reads the command line, then mounts in a process of its own or, with --foreground, in this one.</summary>
internal sealed class MountCommand(CliContext context) : ICliCommand
{
    private readonly Argument<string> _url = new("url")
    {
        Description = "https://account.file.core.windows.net/share[/directory], //account…/share, account/share or emulator:share",
    };

    private readonly Argument<string> _mountPoint = new("directory") { Description = "An empty directory to mount on" };
    private readonly MountFlags _flags = new();
    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json);
    private readonly Option<bool> _child = new(BackgroundStart.ChildFlag) { Hidden = true, Arity = ArgumentArity.Zero };

    public Command Build()
    {
        var command = new Command("mount", "Mount a share on a directory") { _url, _mountPoint, _output, _child };
        _flags.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool json = _output.Read(parsed) == OutputFormat.Json;
        bool child = parsed.GetValue(_child);
        var planner = new MountPlanner(context.Directories, context.Environment);
        MountPlan plan = planner.Plan(new MountAsk(
            parsed.GetRequiredValue(_url), parsed.GetRequiredValue(_mountPoint), [.. _flags.ReadFlags(parsed)], _flags.ReadWords(parsed)));
        string? secret = plan.Options.ClientSecretFile == CredentialOptions.StandardInput ? ReadSecret() : null;
        // Only now: a child's standard input brings the secret first, then watches over the starter.
        DetachedChild? detached = child ? new DetachedChild() : null;
        using var signals = new SignalSource();
        if (!plan.Options.Foreground && !child)
        {
            SessionChecks.ThrowIfUnusable(plan, context.Directories);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stop);
            int code = await BackgroundStart.RunAsync(context, plan.Options.Wait, secret, both.Token);
            if (code == 0 && json)
                PrintRecord(plan);
            return code;
        }

        Action<MountPlan>? ready = json && !child ? PrintRecord : null;
        return (int)await new MountRun(context, plan, signals, detached, ready).RunAsync(cancellationToken);
    }

    private static string ReadSecret()
    {
        try
        {
            return StandardInputSecret.Read();
        }
        catch (CredentialConfigurationException e)
        {
            throw new MountException(ExitCode.Usage, $"--client-secret-file -: {e.Message.TrimEnd('.')}", null, e);
        }
    }

    private void PrintRecord(MountPlan plan)
    {
        if (new MountRegistry(context.Directories).Find(plan.MountPoint) is not { } record)
            return;
        var summary = new MountSummary(record.Address, record.MountPoint, record.Pid, "healthy", 0, record.ReadOnly, record.Mounted);
        context.Print(JsonSerializer.Serialize(summary, CliJson.Readable.MountSummary));
        context.Out.Flush();
    }
}
