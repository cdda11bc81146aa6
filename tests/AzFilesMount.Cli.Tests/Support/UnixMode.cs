namespace AzFilesMount.Cli.Tests.Support;

/// <summary>Permission bits, for tests that have made sure they are not on Windows.</summary>
internal static class UnixMode
{
    internal static UnixFileMode Of(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    internal static void Set(string path, int mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)mode);
    }
}
