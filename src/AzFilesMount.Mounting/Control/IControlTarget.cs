using System.Text.Json;

namespace AzFilesMount.Mounting.Control;

/// <summary>What the control channel drives. Failures are <see cref="MountException"/>.</summary>
public interface IControlTarget
{
    MountStatus GetStatus();

    /// <summary>The counters, as JSON: no type of the engine crosses the channel.</summary>
    JsonElement GetStats();

    Task DrainAsync(TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken);

    /// <summary>Returns once the mount point is gone and what could be sent is sent; the process ends after that.</summary>
    Task<StopReport> StopAsync(bool force, bool lazy, TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken);
}
