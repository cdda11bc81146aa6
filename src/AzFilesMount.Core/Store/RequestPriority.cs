namespace AzFilesMount.Core.Store;

/// <summary>Who waits for a request.</summary>
public enum RequestPriority
{
    /// <summary>A program is blocked on it.</summary>
    Demand,
    /// <summary>A guess about what will be needed.</summary>
    ReadAhead,
}
