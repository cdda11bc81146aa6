using System.Globalization;
using AzFilesMount.Mounting.Native;

namespace AzFilesMount.Mounting.Session;

/// <summary>The two steps by which a process that was started for it becomes a daemon.</summary>
public static class Daemon
{
    /// <summary>First: a session of its own. Standard streams still lead to whoever started it.</summary>
    public static void LeaveTerminal()
    {
        if (OperatingSystem.IsLinux())
            _ = LibC.StartSession();
    }

    /// <summary>Last, once ready: lets go of the starter's streams and directory, which it may want to close and remove.</summary>
    /// <param name="logFile">Stays open even where it is one of those streams.</param>
    public static void LetGo(string? logFile)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Console.Out.Flush();
        Console.Error.Flush();
        using FileStream nothing = File.Open("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        int target = (int)nothing.SafeFileHandle.DangerousGetHandle();
        foreach (int descriptor in StandardDescriptors(logFile))
            _ = LibC.Duplicate(target, descriptor);
        Directory.SetCurrentDirectory("/");
    }

    /// <summary>
    /// The three standard descriptors and the runtime's own copies of them: whoever reads the other end of a pipe waits until the
    /// last copy is closed.
    /// </summary>
    private static List<int> StandardDescriptors(string? logFile)
    {
        List<int> found = [0, 1, 2];
        HashSet<string> streams = [.. found.Select(Target).Where(target => target.Length > 0 && target != logFile)];
        foreach (string link in Directory.GetFiles("/proc/self/fd"))
        {
            int descriptor = int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture);
            if (descriptor > 2 && streams.Contains(Target(descriptor)))
                found.Add(descriptor);
        }

        return found;
    }

    private static string Target(int descriptor) => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget ?? "";
}
