using System.Diagnostics;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>The set-user-id helper that mounts and unmounts FUSE for users other than root.</summary>
internal static class Fusermount
{
    private const string Name = "fusermount3";
    private static readonly TimeSpan UnmountTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Where the helper is; null when it is not installed.</summary>
    public static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var folder in folders.Append("/usr/bin").Append("/bin"))
        {
            var path = Path.Combine(folder, Name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    public static ProcessStartInfo Command(string helper, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(helper) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Its messages decide which failure is reported, so they must not be translated.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Takes a mount out of the tree. Null on success, otherwise why not.</summary>
    public static string? Detach(string mountPoint)
    {
        if (Find() is not { } helper)
            return $"{Name} is not installed.";
        using var process = Process.Start(Command(helper, "-u", "-z", "--", mountPoint))!;
        if (!process.WaitForExit(UnmountTimeout))
            return $"{Name} did not end.";
        return process.ExitCode == 0 ? null : process.StandardError.ReadToEnd().Trim();
    }
}
