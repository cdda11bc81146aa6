using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Commands;

/// <summary>Finds the mount a command is about: the one named, or the only one there is.</summary>
internal static class MountChoice
{
    internal static MountRecord Find(CliContext context, string? mountPoint)
    {
        var registry = new MountRegistry(context.Directories);
        if (mountPoint is not null)
            return registry.Find(mountPoint) ?? throw new MountException(
                ExitCode.NotFound, $"nothing of azfilesmount is mounted at {mountPoint}", "`azfilesmount list` shows all mounts");
        IReadOnlyList<MountRecord> all = registry.List();
        return all.Count switch
        {
            1 => all[0],
            0 => throw new MountException(ExitCode.NotFound, "nothing is mounted", "mount a share with `azfilesmount mount URL DIRECTORY`"),
            _ => throw new MountException(
                ExitCode.Usage,
                $"{all.Count} shares are mounted",
                $"name one of: {string.Join(", ", all.Select(record => record.MountPoint))}"),
        };
    }
}
