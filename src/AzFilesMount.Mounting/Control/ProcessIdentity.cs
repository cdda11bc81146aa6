using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AzFilesMount.Mounting.Control;

/// <summary>A process told apart from later ones that reuse its number.</summary>
/// <param name="Id">The process number.</param>
/// <param name="StartTime">When it started, in ticks that only compare for equality on this machine.</param>
public readonly record struct ProcessIdentity(int Id, long StartTime)
{
    public static ProcessIdentity Current { get; } = new(Environment.ProcessId, ReadStartTime(Environment.ProcessId) ?? 0);

    public bool IsAlive => ReadStartTime(Id) == StartTime;

    private static long? ReadStartTime(int id) => OperatingSystem.IsLinux() ? FromProc(id) : FromRuntime(id);

    /// <summary>Field 22 of stat, after the name in brackets, which may itself hold spaces and brackets. A zombie counts as gone.</summary>
    private static long? FromProc(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? FromRuntime(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return process.StartTime.ToFileTimeUtc();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
