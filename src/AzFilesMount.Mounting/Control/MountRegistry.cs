using System.Text.Json;

namespace AzFilesMount.Mounting.Control;

/// <summary>Which mounts of this user run on this machine: one owner-only file a mount. Safe for many processes at once.</summary>
public sealed class MountRegistry(StateDirectories directories)
{
    public string SocketPath => Path.Combine(directories.Run, $"{Environment.ProcessId}.sock");

    /// <summary>Makes a mount known until the returned registration is disposed.</summary>
    public IDisposable Register(MountRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        OwnerOnly.CreateDirectory(directories.State);
        OwnerOnly.CreateDirectory(directories.Mounts);
        string path = Path.Combine(directories.Mounts, $"{record.Pid}.json");
        OwnerOnly.WriteFile(path, JsonSerializer.SerializeToUtf8Bytes(record, ControlJson.Default.MountRecord));
        return new Registration(path);
    }

    /// <summary>All running mounts; what dead processes left behind is removed on the way.</summary>
    public IReadOnlyList<MountRecord> List()
    {
        if (!Directory.Exists(directories.Mounts))
            return [];
        var records = new List<MountRecord>();
        foreach (string path in Directory.GetFiles(directories.Mounts, "*.json"))
        {
            MountRecord? record = Read(path);
            if (record is { Process.IsAlive: true })
                records.Add(record);
            else
                Clean(path, record);
        }

        return [.. records.OrderBy(record => record.MountPoint, StringComparer.Ordinal)];
    }

    /// <summary>The mount at a path, or null.</summary>
    public MountRecord? Find(string mountPoint)
    {
        string wanted = Path.TrimEndingDirectorySeparator(Path.GetFullPath(mountPoint));
        return List().FirstOrDefault(record => record.MountPoint == wanted);
    }

    private static MountRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ControlJson.Default.MountRecord);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Clean(string path, MountRecord? record)
    {
        File.Delete(path);
        if (record is not null && record.Socket.EndsWith(".sock", StringComparison.Ordinal))
            File.Delete(record.Socket);
    }

    private sealed class Registration(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
