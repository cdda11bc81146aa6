using System.Runtime.InteropServices;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Native;

namespace AzFilesMount.Mounting.Doctor;

/// <summary>What this machine offers, without a share.</summary>
internal static class SystemChecks
{
    private const string Device = "/dev/fuse";

    internal static IEnumerable<CheckResult> Run(StateDirectories directories, Func<string, string?> environment)
    {
        yield return CheckResult.Ok("runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}");
        if (OperatingSystem.IsLinux())
        {
            bool root = LibC.GetEffectiveUserId() == 0;
            yield return Kernel();
            yield return FuseDevice(root);
            yield return Fusermount(root, environment("PATH"));
            yield return UserAllowOther(root);
        }
        else
        {
            yield return CheckResult.Fail(
                "system", "mounting is not built for this system yet", "mount on Linux; `emulator start` works here");
        }

        yield return State(directories);
    }

    private static CheckResult Kernel()
    {
        bool known = File.Exists("/proc/filesystems")
            && File.ReadLines("/proc/filesystems").Any(line => line.EndsWith("\tfuse", StringComparison.Ordinal));
        return known
            ? CheckResult.Ok("kernel", $"{Environment.OSVersion.Version} knows FUSE")
            : CheckResult.Warn("kernel", "FUSE is not loaded", "load it: modprobe fuse (it may also be loaded at the first mount)");
    }

    private static CheckResult FuseDevice(bool root)
    {
        if (!File.Exists(Device))
            return CheckResult.Fail(
                Device, "is missing", "load the module (modprobe fuse); in a container add --device /dev/fuse --cap-add SYS_ADMIN");
        try
        {
            using var device = new FileStream(Device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            return CheckResult.Ok(Device, "can be opened");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where a user mounts, fusermount3 opens it with rights of its own.
            const string Fix = "let this user read and write it (mode 0666, or its group)";
            return root
                ? CheckResult.Fail(Device, $"cannot be opened: {e.Message}", Fix)
                : CheckResult.Warn(Device, "cannot be opened by this user, only by fusermount3", Fix);
        }
    }

    private static CheckResult Fusermount(bool root, string? path)
    {
        string? tool = (path ?? "/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "fusermount3")).FirstOrDefault(File.Exists);
        if (tool is not null)
            return CheckResult.Ok("fusermount3", tool);
        return root
            ? CheckResult.Ok("fusermount3", "not installed; root does not need it")
            : CheckResult.Fail("fusermount3", "is not installed and this user is not root", "install the package fuse3, or mount as root");
    }

    private static CheckResult UserAllowOther(bool root)
    {
        if (root)
            return CheckResult.Ok("user_allow_other", "root does not need it");
        const string Configuration = "/etc/fuse.conf";
        bool set = File.Exists(Configuration) && File.ReadLines(Configuration).Any(line => line.Trim() == "user_allow_other");
        return set
            ? CheckResult.Ok("user_allow_other", $"set in {Configuration}")
            : CheckResult.Warn(
                "user_allow_other",
                $"not set in {Configuration}",
                "set it there to use --allow-other or --allow-root without being root");
    }

    private static CheckResult State(StateDirectories directories)
    {
        try
        {
            OwnerOnly.CreateDirectory(directories.State);
            OwnerOnly.CreateDirectory(directories.Mounts);
            OwnerOnly.CreateDirectory(directories.Run);
            return CheckResult.Ok("state directory", $"{directories.State}, sockets in {directories.Run}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MountException)
        {
            return CheckResult.Fail(
                "state directory", e.Message, "make it writable, or point XDG_STATE_HOME and XDG_RUNTIME_DIR elsewhere");
        }
    }
}
