using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Native;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>Takes mounts out of the tree and cuts connections.</summary>
internal static class Unmounter
{
    private const string ControlFolder = "/sys/fs/fuse/connections";
    private const string ControlType = "fusectl";

    /// <summary>Takes a mount out of the tree at once; what is open in it goes on. Null on success, otherwise why not.</summary>
    public static string? Detach(string mountPoint)
    {
        if (Libc.GetEffectiveUser() == 0)
        {
            if (Libc.Unmount(mountPoint, Libc.UnmountDetach | Libc.UnmountNoFollow) == 0)
                return null;
            if (Marshal.GetLastPInvokeError() != Errno.EPERM)
                return Marshal.GetLastPInvokeErrorMessage();
        }

        return Fusermount.Detach(mountPoint);
    }

    /// <summary>Ends a connection: every request in it, waiting or to come, fails. Null on success, otherwise why not.</summary>
    public static string? Abort(string connection)
    {
        try
        {
            if (Directory.Exists(Path.Combine(ControlFolder, connection)))
                WriteAbort(ControlFolder, connection);
            else
                AbortThroughOwnControl(connection);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    // The control file system is not mounted everywhere (containers, small machines); root can look into it through a mount of its own.
    private static void AbortThroughOwnControl(string connection)
    {
        var folder = Directory.CreateTempSubdirectory("azfilesmount-").FullName;
        try
        {
            if (Libc.Mount(ControlType, folder, ControlType, Libc.MountNoSuid | Libc.MountNoDevices, string.Empty) != 0)
                throw new IOException($"{ControlType}: {Marshal.GetLastPInvokeErrorMessage()}");
            try
            {
                WriteAbort(folder, connection);
            }
            finally
            {
                Libc.Unmount(folder, Libc.UnmountDetach);
            }
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static void WriteAbort(string folder, string connection)
    {
        using var file = new FileStream(
            Path.Combine(folder, connection, "abort"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.WriteByte((byte)'1');
    }
}
