using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Mounting.Session;

/// <summary>Whether a directory can be mounted on; asked before anything reaches the network.</summary>
internal static class MountPointCheck
{
    /// <exception cref="MountException">It cannot; says why and what to do.</exception>
    internal static void ThrowIfUnusable(string path, MountRegistry registry)
    {
        if (registry.Find(path) is { } record)
            throw new MountException(
                ExitCode.MountPointBusy, $"{path} is already mounted: {record.Address}", $"unmount it first: azfilesmount umount {path}");
        // A dead mount of ours answers every question with an error; the host clears it away.
        if (MountTable.Find(path) is { IsOwn: true })
            return;
        if (File.Exists(path))
            throw new MountException(ExitCode.MountPointBusy, $"{path} is not a directory", "name an empty directory as mount point");
        if (!Directory.Exists(path))
            throw new MountException(ExitCode.NotFound, $"mount point {path} does not exist", $"create it: mkdir -p {path}");
        if (!IsEmpty(path))
            throw new MountException(
                ExitCode.MountPointBusy, $"{path} is not empty", "its files would be hidden; mount on an empty directory");
    }

    private static bool IsEmpty(string path)
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(path).Any();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MountException(
                ExitCode.MountPointBusy, $"{path} may not be read by this user", "mount on a directory of your own", e);
        }
    }
}
