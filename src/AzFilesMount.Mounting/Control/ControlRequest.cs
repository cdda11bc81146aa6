namespace AzFilesMount.Mounting.Control;

/// <summary>One line from client to mount.</summary>
public sealed record ControlRequest(ControlCommand Command)
{
    /// <summary>Stop even when written bytes are lost by it.</summary>
    public bool Force { get; init; }

    /// <summary>Take the mount point away even while it is in use.</summary>
    public bool Lazy { get; init; }

    /// <summary>How long draining may take; the mount's own setting if not given.</summary>
    public double? TimeoutSeconds { get; init; }
}
