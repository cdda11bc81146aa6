using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Mounting.Session;

/// <summary>
/// What can be said about a plan on this machine without the network, so that a bad one fails before a process is started.
/// </summary>
public static class SessionChecks
{
    /// <exception cref="MountException">The mount point cannot be used.</exception>
    public static void ThrowIfUnusable(MountPlan plan, StateDirectories directories)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!OperatingSystem.IsLinux())
            throw WrongSystem();
        MountPointCheck.ThrowIfUnusable(plan.MountPoint, new MountRegistry(directories));
    }

    internal static MountException WrongSystem() =>
        new(ExitCode.PrerequisiteMissing, "mounting is not built for this system yet", "mount on Linux");
}
