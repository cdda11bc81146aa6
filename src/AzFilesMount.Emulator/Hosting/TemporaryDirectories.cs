using System.Globalization;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>
/// Names the directories of emulators that keep nothing, and removes those that killed ones left. The name holds the process id; the lock
/// in the directory decides, because another container that shares the folder counts its processes from one as well.
/// </summary>
internal static class TemporaryDirectories
{
    private const string Prefix = "azfilesmount-emulator-";

    public static string NewPath() => Path.Combine(
        Path.GetTempPath(),
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));

    public static void RemoveStale()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (OwnerOf(path) is not { } owner || IsRunning(owner) || new DirectoryInfo(path).LinkTarget is not null)
                continue;
            try
            {
                new FileStream(Path.Combine(path, DataDirectory.LockName), FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, in use, or being removed by another emulator that starts now: not ours to clean.
            }
        }
    }

    private static int? OwnerOf(string path)
    {
        var parts = Path.GetFileName(path)[Prefix.Length..].Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) ? owner : null;
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return e is System.ComponentModel.Win32Exception;
        }
    }
}
