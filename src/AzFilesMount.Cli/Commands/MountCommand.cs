using System.CommandLine;
using AzFilesMount.Cli.Hosting;
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
    private readonly Option<bool> _child = new(BackgroundStart.ChildFlag) { Hidden = true, Arity = ArgumentArity.Zero };

    public Command Build()
    {
        var command = new Command("mount", "Mount a share on a directory") { _url, _mountPoint, _child };
        _flags.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool child = parsed.GetValue(_child);
        DetachedChild? detached = child ? new DetachedChild() : null;
        var planner = new MountPlanner(context.Directories, context.Environment);
        MountPlan plan = planner.Plan(new MountAsk(
            parsed.GetRequiredValue(_url), parsed.GetRequiredValue(_mountPoint), [.. _flags.ReadFlags(parsed)], _flags.ReadWords(parsed)));
        using var signals = new SignalSource();
        if (!plan.Options.Foreground && !child)
        {
            SessionChecks.ThrowIfUnusable(plan, context.Directories);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stop);
            return await BackgroundStart.RunAsync(context, plan.Options.Wait, both.Token);
        }

        return (int)await new MountRun(context, plan, signals, detached).RunAsync(cancellationToken);
    }
}
