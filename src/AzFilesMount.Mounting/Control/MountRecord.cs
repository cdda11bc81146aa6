namespace AzFilesMount.Mounting.Control;

/// <summary>What the registry keeps of a running mount. A file format: names are only added, never changed.</summary>
public sealed record MountRecord
{
    public required int Pid { get; init; }

    public required long StartTime { get; init; }

    public required string Address { get; init; }

    public required string MountPoint { get; init; }

    public required string Socket { get; init; }

    public required DateTimeOffset Mounted { get; init; }

    public bool ReadOnly { get; init; }

    internal ProcessIdentity Process => new(Pid, StartTime);
}
