using System.Text.Json.Nodes;

namespace AzFilesMount.Mounting.Session;

/// <summary>The kernel's side of a mount, whichever system it is. Thread-safe.</summary>
internal interface IMountHost : IAsyncDisposable
{
    /// <summary>Completes when the mount point is free, whoever unmounted it.</summary>
    Task Completion { get; }

    /// <summary>Takes the mount point away in any case; programs with files open there get <paramref name="grace"/> to end.</summary>
    Task StopAsync(TimeSpan grace);

    /// <summary>What the kernel asked since the mount began.</summary>
    JsonObject GetStats();
}
