using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Native;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>Mounts with mount(2), which takes root.</summary>
internal static class KernelMounter
{
    public const string Device = "/dev/fuse";

    public static FuseMount Mount(FuseMountOptions options, string mountPoint)
    {
        var number = Libc.Open(Device, Libc.ReadWrite | Libc.CloseOnExec);
        if (number < 0)
            throw DeviceFailure(Marshal.GetLastPInvokeError());
        var descriptor = new SafeFileHandle(number, ownsHandle: true);
        var flags = Libc.MountNoSuid | Libc.MountNoDevices | (options.ReadOnly ? Libc.MountReadOnly : 0);
        if (Libc.Mount(options.Source, mountPoint, MountEntry.OwnType, flags, Data(options, number)) == 0)
            return new FuseMount(descriptor, watcher: null, mountPoint);
        var errno = Marshal.GetLastPInvokeError();
        descriptor.Dispose();
        throw MountFailure(mountPoint, errno);
    }

    public static FuseMountException DeviceFailure(int errno) => errno switch
    {
        Errno.EACCES or Errno.EPERM => new FuseMountException(
            FuseMountFailure.NotPermitted,
            $"{Device} may not be opened.",
            "In a container add --device /dev/fuse --cap-add SYS_ADMIN; otherwise: chmod 666 /dev/fuse as root."),
        _ => new FuseMountException(
            FuseMountFailure.MissingDevice,
            $"{Device} is not there: {Marshal.GetPInvokeErrorMessage(errno)}.",
            "Load the kernel module as root (modprobe fuse); in a container add --device /dev/fuse --cap-add SYS_ADMIN."),
    };

    private static string Data(FuseMountOptions options, int descriptor)
    {
        var others = options.AllowOther || options.AllowRoot ? ",allow_other" : string.Empty;
        return $"fd={descriptor},rootmode=40000,user_id={Libc.GetEffectiveUser()},group_id={Libc.GetEffectiveGroup()},"
            + $"default_permissions{others}";
    }

    private static FuseMountException MountFailure(string mountPoint, int errno)
    {
        var what = $"Mounting on {mountPoint} failed: {Marshal.GetPInvokeErrorMessage(errno)}.";
        return errno switch
        {
            Errno.EPERM or Errno.EACCES => new FuseMountException(
                FuseMountFailure.NotPermitted, what, "Mounting takes CAP_SYS_ADMIN; in a container add --cap-add SYS_ADMIN."),
            Errno.ENODEV => new FuseMountException(
                FuseMountFailure.MissingDevice, what, "The kernel has no FUSE; load it as root: modprobe fuse"),
            Errno.EBUSY => new FuseMountException(
                FuseMountFailure.MountPointBusy, what, "Choose another directory."),
            _ => new FuseMountException(FuseMountFailure.Other, what, "Look at the kernel's log (dmesg)."),
        };
    }
}
