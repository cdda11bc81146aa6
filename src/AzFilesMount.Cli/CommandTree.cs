using System.CommandLine;
using AzFilesMount.Cli.Commands;

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
        return root;
    }
}
