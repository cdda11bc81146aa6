namespace AzFilesMount.Mounting.Control;

/// <summary>What a mount can be asked over its control channel.</summary>
public enum ControlCommand
{
    Status,
    Stats,
    /// <summary>Bring all written bytes to the share and go on.</summary>
    Drain,
    /// <summary>Drain, unmount, end.</summary>
    Stop,
}
