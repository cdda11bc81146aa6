using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Native;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>Mounts through fusermount3, which hands the mounted descriptor back over a socket.</summary>
internal static unsafe class FusermountMounter
{
    private const string SocketVariable = "_FUSE_COMMFD";
    private const int CloseOnExecFlag = 1;
    private const int PollMilliseconds = 200;
    private const int ControlHeaderLength = 16;
    private static readonly TimeSpan HelperTimeout = TimeSpan.FromSeconds(20);

    public static FuseMount Mount(FuseMountOptions options, string mountPoint)
    {
        if (Fusermount.Find() is not { } helper)
        {
            throw new FuseMountException(
                FuseMountFailure.MissingFusermount,
                "fusermount3 is not installed, and only root can mount without it.",
                "Install it as root: apt-get install fuse3 (dnf, zypper and apk call it fuse3 too), or mount as root.");
        }

        CreateSockets(out var mine, out var theirs);
        var start = Fusermount.Command(helper, "-o", Options(options), "--", mountPoint);
        start.Environment[SocketVariable] = theirs.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        theirs.Dispose();
        var descriptor = Receive(mine, process);
        if (descriptor is null)
        {
            mine.Dispose();
            throw Failure(process, mountPoint);
        }

        // The helper that watches lives as long as the socket does.
        if (options.AutoUnmount)
            return new FuseMount(descriptor, mine, mountPoint);
        mine.Dispose();
        return new FuseMount(descriptor, watcher: null, mountPoint);
    }

    /// <summary>In the helper's option list a comma ends an option and a backslash takes the next character as it is.</summary>
    internal static string Options(FuseMountOptions options)
    {
        var source = options.Source.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);
        var others = options.AllowOther || options.AllowRoot ? ",allow_other" : string.Empty;
        var readOnly = options.ReadOnly ? ",ro" : string.Empty;
        var watch = options.AutoUnmount ? ",auto_unmount" : string.Empty;
        return $"fsname={source},subtype=azfilesmount,nosuid,nodev,default_permissions{others}{readOnly}{watch}";
    }

    // Our end must not reach the helper: it would keep the socket open and never see us die.
    private static void CreateSockets(out SafeFileHandle mine, out SafeFileHandle theirs)
    {
        var pair = stackalloc int[2];
        if (Libc.SocketPair(Libc.UnixDomain, Libc.StreamSocket, 0, pair) != 0)
        {
            throw new FuseMountException(
                FuseMountFailure.Other, $"No socket: {Marshal.GetLastPInvokeErrorMessage()}.", "Raise the limit of open files.");
        }

        (theirs, mine) = (new SafeFileHandle(pair[0], ownsHandle: true), new SafeFileHandle(pair[1], ownsHandle: true));
        Libc.Fcntl(pair[1], Libc.SetDescriptorFlags, CloseOnExecFlag);
    }

    // The descriptor, or null when the helper ended or hung without sending one.
    private static SafeFileHandle? Receive(SafeFileHandle socket, Process helper)
    {
        var poll = new PollDescriptor { Descriptor = (int)socket.DangerousGetHandle(), Events = Libc.PollIn };
        var deadline = Stopwatch.GetTimestamp() + (long)(HelperTimeout.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < deadline)
        {
            var exited = helper.HasExited;
            if (Libc.Poll(&poll, 1, PollMilliseconds) > 0)
                return ReceiveDescriptor(poll.Descriptor);
            if (exited)
                return null;
        }

        helper.Kill();
        return null;
    }

    private static SafeFileHandle? ReceiveDescriptor(int socket)
    {
        byte data;
        var vector = new IoVector { Base = &data, Length = 1 };
        var control = stackalloc byte[64];
        var message = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = 64 };
        if (Libc.ReceiveMessage(socket, &message, 0) <= 0 || message.ControlLength < ControlHeaderLength + sizeof(int))
            return null;
        var descriptor = *(int*)(control + ControlHeaderLength);
        Libc.Fcntl(descriptor, Libc.SetDescriptorFlags, CloseOnExecFlag);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static FuseMountException Failure(Process helper, string mountPoint)
    {
        var said = helper.WaitForExit(HelperTimeout) ? helper.StandardError.ReadToEnd().Trim() : "it did not end";
        return Classify(said, mountPoint);
    }

    internal static FuseMountException Classify(string said, string mountPoint)
    {
        var what = $"Mounting on {mountPoint} failed: {said}.";
        if (said.Contains("user_allow_other", StringComparison.Ordinal))
        {
            return new FuseMountException(
                FuseMountFailure.AllowOtherRefused, what, "Put the line user_allow_other into /etc/fuse.conf as root, or mount as root.");
        }

        if (said.Contains("device not found", StringComparison.Ordinal) || said.Contains("No such device", StringComparison.Ordinal))
            return KernelMounter.DeviceFailure(Errno.ENODEV);
        if (said.Contains("/dev/fuse", StringComparison.Ordinal) && said.Contains("Permission", StringComparison.Ordinal))
            return KernelMounter.DeviceFailure(Errno.EACCES);
        return said.Contains("Permission", StringComparison.Ordinal) || said.Contains("not permitted", StringComparison.Ordinal)
            || said.Contains("no write access", StringComparison.Ordinal)
            ? new FuseMountException(
                FuseMountFailure.NotPermitted, what, "Choose a directory of your own, or mount as root.")
            : new FuseMountException(FuseMountFailure.Other, what, "See fusermount3(1) and /etc/fuse.conf.");
    }
}
