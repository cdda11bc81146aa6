using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AzFilesMount.Cli.Commands;
using AzFilesMount.Cli.Output;

namespace AzFilesMount.Cli;

/// <summary>All verbs of the executable.</summary>
internal static class CommandTree
{
    internal static RootCommand Build(CliContext context)
    {
        var root = new RootCommand("Mounts an Azure file share over HTTPS, signed in with Microsoft Entra ID.")
        {
            new MountCommand(context).Build(),
            new UmountCommand(context).Build(),
            new ListCommand(context).Build(),
            new StatusCommand(context).Build(),
            new StatsCommand(context).Build(),
            new DoctorCommand(context).Build(),
            new EmulatorCommand(context).Build(),
            new VersionCommand(context).Build(),
        };
        root.Add(new HelpCommand(context, root).Build());
        HelpOption help = root.Options.OfType<HelpOption>().First();
        help.Action = new GroupedHelpAction(context, (SynchronousCommandLineAction)help.Action!);
        return root;
    }
}
