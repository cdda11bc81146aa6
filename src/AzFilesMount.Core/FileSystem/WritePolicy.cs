namespace AzFilesMount.Core.FileSystem;

/// <summary>When written bytes must be on the share.</summary>
public enum WritePolicy
{
    /// <summary>Each write waits for the share.</summary>
    Through,
    /// <summary>Close and fsync wait for the share.</summary>
    Close,
}
