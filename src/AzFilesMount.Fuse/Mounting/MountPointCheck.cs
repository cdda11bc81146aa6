using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Native;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>Whether a directory can be mounted on; clears away what a dead mount of ours left there.</summary>
internal static class MountPointCheck
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The mount point as the kernel will name it.</summary>
    public static async Task<string> PrepareAsync(string path, ILogger logger, CancellationToken cancellationToken)
    {
        var mountPoint = Resolve(path);
        if (MountTable.Find(mountPoint) is { } mounted)
        {
            await RemoveStaleAsync(mountPoint, mounted, cancellationToken).ConfigureAwait(false);
            LogMessages.StaleMountRemoved(logger, mountPoint);
        }

        if (!Directory.Exists(mountPoint))
        {
            throw new FuseMountException(
                FuseMountFailure.MountPointNotDirectory, $"{path} is not a directory.", "Name a directory to mount on.");
        }

        RequireEmpty(path, mountPoint);
        return mountPoint;
    }

    // Opening as a mere path asks no file system anything, so it works on a dead mount too.
    private static string Resolve(string path)
    {
        var descriptor = Libc.Open(Path.GetFullPath(path), Libc.PathOnly | Libc.CloseOnExec);
        if (descriptor < 0)
            throw Unreachable(path, Marshal.GetLastPInvokeError());
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        return File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false)!.FullName;
    }

    private static FuseMountException Unreachable(string path, int errno) => errno switch
    {
        Errno.ENOENT => new FuseMountException(
            FuseMountFailure.MountPointMissing, $"The mount point {path} does not exist.", $"Create it: mkdir -p '{path}'"),
        Errno.ENOTDIR => new FuseMountException(
            FuseMountFailure.MountPointNotDirectory, $"{path} leads through a file.", "Name a directory to mount on."),
        Errno.EACCES => new FuseMountException(
            FuseMountFailure.NotPermitted, $"The mount point {path} may not be entered.", "Choose a directory of your own."),
        _ => new FuseMountException(
            FuseMountFailure.Other,
            $"The mount point {path} cannot be reached: {Marshal.GetPInvokeErrorMessage(errno)}.",
            "Choose another directory."),
    };

    private static async Task RemoveStaleAsync(string mountPoint, MountEntry mounted, CancellationToken cancellationToken)
    {
        if (!mounted.IsOurs || !await IsDeadAsync(mountPoint, cancellationToken).ConfigureAwait(false))
        {
            throw new FuseMountException(
                FuseMountFailure.MountPointBusy,
                $"{mounted.Source} ({mounted.Type}) is mounted on {mountPoint}.",
                $"Unmount it first (umount '{mountPoint}'), or choose another directory.");
        }

        if (Unmounter.Detach(mountPoint) is { } reason)
        {
            throw new FuseMountException(
                FuseMountFailure.MountPointBusy,
                $"A dead mount is left on {mountPoint} and could not be removed: {reason}",
                $"Remove it: fusermount3 -u -z '{mountPoint}', or umount -l as root.");
        }
    }

    private static async Task<bool> IsDeadAsync(string mountPoint, CancellationToken cancellationToken)
    {
        try
        {
            // A living mount whose share cannot be reached may take long to answer; that is an answer too.
            return await Task.Run(() => ProbeIsDead(mountPoint), cancellationToken)
                .WaitAsync(ProbeTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static bool ProbeIsDead(string mountPoint)
    {
        var descriptor = Libc.Open(mountPoint, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
            return Marshal.GetLastPInvokeError() is Errno.ENOTCONN or Errno.ECONNABORTED;
        Libc.Close(descriptor);
        return false;
    }

    private static void RequireEmpty(string path, string mountPoint)
    {
        try
        {
            if (!Directory.EnumerateFileSystemEntries(mountPoint).Any())
                return;
        }
        catch (UnauthorizedAccessException)
        {
            throw new FuseMountException(
                FuseMountFailure.NotPermitted, $"The mount point {path} may not be read.", "Choose a directory of your own.");
        }

        throw new FuseMountException(
            FuseMountFailure.MountPointNotEmpty,
            $"The mount point {path} is not empty; its files would be hidden.",
            "Choose an empty directory.");
    }
}
