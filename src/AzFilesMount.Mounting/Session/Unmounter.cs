using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using AzFilesMount.Mounting.Native;

namespace AzFilesMount.Mounting.Session;

/// <summary>Takes a mount point away through the kernel, as root directly, else through fusermount3.</summary>
public static class Unmounter
{
    private const int Detach = 2;
    private const int NotPermitted = 1;
    private const int Busy = 16;

    /// <summary>Unmounts; with <paramref name="lazy"/> even while it is in use.</summary>
    /// <exception cref="MountException">It is in use, or the kernel refused.</exception>
    public static async Task UnmountAsync(string mountPoint, bool lazy, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new MountException(ExitCode.PrerequisiteMissing, "unmounting is only known on Linux here", null);
        // A blocked unmount waits in the kernel: not on a thread that others need.
        int error = await Task.Run(() => UnmountDirectly(mountPoint, lazy), cancellationToken).ConfigureAwait(false);
        if (error == 0)
            return;
        if (error == Busy)
            throw InUse(mountPoint);
        if (error != NotPermitted)
            throw new MountException(
                ExitCode.Failed, $"{mountPoint} cannot be unmounted: {Marshal.GetPInvokeErrorMessage(error)}", "try umount --lazy");
        await UnmountByHelperAsync(mountPoint, lazy, cancellationToken).ConfigureAwait(false);
    }

    private static int UnmountDirectly(string mountPoint, bool lazy)
    {
        if (!OperatingSystem.IsLinux())
            return NotPermitted;
        return LibC.Unmount(mountPoint, lazy ? Detach : 0) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static async Task UnmountByHelperAsync(string mountPoint, bool lazy, CancellationToken cancellationToken)
    {
        try
        {
            var start = new ProcessStartInfo("fusermount3", lazy ? ["-u", "-z", "--", mountPoint] : ["-u", "--", mountPoint])
            {
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start) ?? throw new Win32Exception();
            string words = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode == 0)
                return;
            if (words.Contains("busy", StringComparison.OrdinalIgnoreCase))
                throw InUse(mountPoint);
            throw new MountException(ExitCode.Failed, $"{mountPoint} cannot be unmounted: {words.Trim()}", "try umount --lazy");
        }
        catch (Win32Exception e)
        {
            throw new MountException(
                ExitCode.PrerequisiteMissing, "fusermount3 is not installed", "install the package fuse3, or unmount as root", e);
        }
    }

    private static MountException InUse(string mountPoint) => new(
        ExitCode.MountPointBusy,
        $"{mountPoint} is in use",
        $"close what uses it (fuser -m {mountPoint} names the processes), or add --lazy");
}
