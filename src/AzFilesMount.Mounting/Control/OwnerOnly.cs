using AzFilesMount.Mounting.Native;

namespace AzFilesMount.Mounting.Control;

/// <summary>Directories and files that only their owner can reach (0700, 0600).</summary>
public static class OwnerOnly
{
    private const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the directory, or makes sure that an existing one is this user's alone.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, DirectoryMode);
        if (OperatingSystem.IsLinux() && Distrust(path) is { } reason)
            throw new MountException(
                ExitCode.Failed, $"{path} {reason}", "remove it, or point XDG_STATE_HOME or XDG_RUNTIME_DIR elsewhere");
        if (File.GetUnixFileMode(path) != DirectoryMode)
            File.SetUnixFileMode(path, DirectoryMode);
    }

    /// <summary>Opens a new or existing file for this user alone.</summary>
    public static FileStream OpenFile(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return new FileStream(path, options);
    }

    /// <summary>Writes a whole file so that a reader sees the old one or the new one, never half of either.</summary>
    public static void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.Delete(temporary);
        using (FileStream stream = OpenFile(temporary, System.IO.FileMode.CreateNew, FileShare.None))
        {
            stream.Write(content);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Somebody else's directory under a shared parent such as /tmp could hold a trap.</summary>
    private static string? Distrust(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var buffer = default(StatxBuffer);
        if (LibC.Statx(LibC.CurrentDirectory, path, LibC.NoFollow, LibC.BasicStats, ref buffer) != 0)
            return "cannot be examined";
        if (!buffer.IsDirectory)
            return "is not a directory";
        return buffer.UserId == LibC.GetEffectiveUserId() ? null : "belongs to another user";
    }
}
