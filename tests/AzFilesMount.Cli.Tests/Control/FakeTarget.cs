using System.Text.Json;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Tests.Control;

/// <summary>A mount without a mount.</summary>
internal sealed class FakeTarget : IControlTarget
{
    internal ControlRequest? Stopped { get; private set; }

    internal MountFailure? Failure { get; init; }

    public MountStatus GetStatus() => new()
    {
        Address = "https://account.file.core.windows.net/share",
        MountPoint = "/mnt/share",
        Pid = Environment.ProcessId,
        Version = "0.1.0",
        Mounted = DateTimeOffset.UnixEpoch,
        ReadOnly = false,
        Health = "healthy",
        Identity = "nobody",
    };

    public JsonElement GetStats() => JsonSerializer.SerializeToElement(new { bytesRead = 5, requests = new { List = 2 } });

    public Task DrainAsync(TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken)
    {
        remaining.Report(2048);
        remaining.Report(1024);
        return Failure is null ? Task.CompletedTask : throw new MountException(Failure);
    }

    public Task<StopReport> StopAsync(
        bool force, bool lazy, TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken)
    {
        Stopped = new ControlRequest(ControlCommand.Stop) { Force = force, Lazy = lazy, TimeoutSeconds = timeout?.TotalSeconds };
        return Task.FromResult(new StopReport(7, ["a.txt"]));
    }
}
