using System.Text;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>Reads what is mounted where, without touching the mounts themselves: a dead one would answer with an error.</summary>
internal static class MountTable
{
    private const string Path = "/proc/self/mountinfo";

    /// <summary>What one sees at a mount point: the topmost of the mounts stacked on it; null when there is none.</summary>
    public static MountEntry? Find(string mountPoint)
    {
        MountEntry? found = null;
        foreach (var line in File.ReadLines(Path))
        {
            if (TryParse(line, out var entry) && entry.MountPoint == mountPoint)
                found = entry;
        }

        return found;
    }

    // "36 35 98:0 /root /mount/point rw,noatime shared:1 - ext4 /dev/root rw": any number of fields before the dash.
    internal static bool TryParse(string line, out MountEntry entry)
    {
        entry = null!;
        var dash = line.IndexOf(" - ", StringComparison.Ordinal);
        if (dash < 0)
            return false;
        var before = line[..dash].Split(' ');
        var after = line[(dash + 3)..].Split(' ');
        if (before.Length < 5 || after.Length < 2)
            return false;
        entry = new MountEntry(Unescape(before[4]), before[2], Unescape(after[0]), Unescape(after[1]));
        return true;
    }

    // Spaces, tabs, newlines and backslashes are written as three octal digits; the rest is the bytes of the name.
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        var bytes = Encoding.UTF8.GetBytes(field);
        var length = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '\\' && index + 3 < bytes.Length)
            {
                bytes[length++] = (byte)(((bytes[index + 1] - '0') << 6) | ((bytes[index + 2] - '0') << 3) | (bytes[index + 3] - '0'));
                index += 3;
            }
            else
            {
                bytes[length++] = bytes[index];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
