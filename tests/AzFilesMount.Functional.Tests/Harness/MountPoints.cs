using System.Diagnostics;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>What the kernel says is mounted, and the last resort for getting rid of it.</summary>
public static class MountPoints
{
    public static bool IsMounted(string path) => Describe(path) is not null;

    /// <summary>The line of /proc/self/mountinfo for the mount point, or null.</summary>
    public static string? Describe(string path) => File.ReadAllLines("/proc/self/mountinfo")
        .LastOrDefault(line => Unescape(line.Split(' ')[4]) == path);

    public static void Detach(string path)
    {
        for (int i = 0; i < 3 && IsMounted(path); i++)
        {
            if (!Run("umount", "-l", path))
                Run("fusermount3", "-uz", path);
        }
    }

    private static bool Run(string file, params IEnumerable<string> arguments)
    {
        if (Prerequisites.FindTool(file) is not { } tool)
            return false;
        using Process process = Process.Start(tool, arguments);
        return process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0;
    }

    private static string Unescape(string field) => field.Replace("\\040", " ", StringComparison.Ordinal);
}
