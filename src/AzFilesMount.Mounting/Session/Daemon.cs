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
    public static void LetGo()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Console.Out.Flush();
        Console.Error.Flush();
        using FileStream nothing = File.Open("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (int stream = 0; stream <= 2; stream++)
            _ = LibC.Duplicate((int)nothing.SafeFileHandle.DangerousGetHandle(), stream);
        Directory.SetCurrentDirectory("/");
    }
}
