using System.Globalization;
using System.Text;

namespace AzFilesMount.Mounting.Session;

/// <summary>What the kernel says is mounted.</summary>
public static class MountTable
{
    /// <summary>The type our mounts show, without the "fuse." that the kernel puts before it.</summary>
    public const string OwnType = "fuse.azfilesmount";

    /// <summary>The topmost mount exactly at a path, or null.</summary>
    public static MountTableEntry? Find(string path) => Read().LastOrDefault(entry => entry.MountPoint == path);

    public static IReadOnlyList<MountTableEntry> Read()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        return [.. File.ReadAllLines("/proc/self/mountinfo").Select(Parse).OfType<MountTableEntry>()];
    }

    /// <summary>One line: ids, root, mount point, options, tags up to a dash, type, source, more options (proc(5)).</summary>
    internal static MountTableEntry? Parse(string line)
    {
        string[] fields = line.Split(' ');
        int dash = Array.IndexOf(fields, "-");
        return dash < 5 || dash + 2 >= fields.Length
            ? null
            : new MountTableEntry(Unescape(fields[4]), fields[dash + 1], Unescape(fields[dash + 2]));
    }

    /// <summary>Blanks and backslashes are written as octal escapes.</summary>
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        var text = new StringBuilder();
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length && Options.OctalText.TryParse(field.Substring(i + 1, 3), out int code))
            {
                text.Append(((char)code).ToString(CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
