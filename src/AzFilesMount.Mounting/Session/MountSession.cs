using System.Text.Json;
using AzFilesMount.Mounting.Control;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Session;

/// <summary>
/// The lifetime of one mount: made ready by <see cref="MountStarter"/>, driven by signals, by the control channel or by whoever
/// unmounts, ended in order. Thread-safe.
/// </summary>
public sealed class MountSession : IControlTarget, IAsyncDisposable
{
    private readonly MountPlan _plan;
    private readonly SessionServices _services;
    private readonly MountParts _parts;
    private readonly MountStopper _stopper;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _mounted;
    private IDisposable? _registration;
    private ControlServer? _control;

    private MountSession(MountPlan plan, SessionServices services, MountParts parts)
    {
        _plan = plan;
        _services = services;
        _parts = parts;
        _logger = services.Loggers.CreateLogger<MountSession>();
        _stopper = new MountStopper(parts, plan, services.Time, _logger);
        _mounted = services.Time.GetUtcNow();
    }

    /// <summary>Why the mount is read-only although nobody asked for it; null otherwise.</summary>
    public string? ReadOnlyReason => _parts.ReadOnlyReason;

    /// <summary>Mounts and makes the mount known; programs can use it when this returns.</summary>
    /// <exception cref="MountException">It failed; nothing is left mounted or registered.</exception>
    public static async Task<MountSession> StartAsync(MountPlan plan, SessionServices services, CancellationToken cancellationToken)
    {
        MountParts parts = await MountStarter.StartAsync(plan, services, cancellationToken).ConfigureAwait(false);
        var session = new MountSession(plan, services, parts);
        try
        {
            session.Announce();
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lives until the mount point is gone or a stop is asked for; then sends what is unsent and unmounts.</summary>
    /// <param name="stop">Asks for an orderly end.</param>
    /// <param name="leaveNow">Asks to end without waiting any longer.</param>
    /// <param name="remaining">Hears of bytes still to be sent.</param>
    public async Task<StopReport> RunAsync(CancellationToken stop, CancellationToken leaveNow, IProgress<long> remaining)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(asked.SetResult))
        {
            await Task.WhenAny(_parts.Host.Completion, asked.Task).ConfigureAwait(false);
        }

        return await _stopper.EndAsync(leaveNow, remaining).ConfigureAwait(false);
    }

    public MountStatus GetStatus() => StatusReader.Read(_plan, _parts, _stopper, _services.LogFile, _mounted);

    public JsonElement GetStats() => StatsReader.Read(_parts, _services.Time.GetUtcNow() - _mounted);

    public Task DrainAsync(TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken) =>
        _stopper.DrainAsync(timeout, remaining, cancellationToken);

    public Task<StopReport> StopAsync(
        bool force, bool lazy, TimeSpan? timeout, IProgress<long> remaining, CancellationToken cancellationToken) =>
        _stopper.StopAsync(force, lazy, timeout, remaining, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _registration?.Dispose();
        if (_control is not null)
            await _control.DisposeAsync().ConfigureAwait(false);
        await _parts.DisposeAsync().ConfigureAwait(false);
        _stopper.Dispose();
    }

    private void Announce()
    {
        var registry = new MountRegistry(_services.Directories);
        _control = ControlServer.Start(registry.SocketPath, this, _logger);
        _registration = registry.Register(new MountRecord
        {
            Pid = ProcessIdentity.Current.Id,
            StartTime = ProcessIdentity.Current.StartTime,
            Address = _plan.Address.ToString(),
            MountPoint = _plan.MountPoint,
            Socket = registry.SocketPath,
            Mounted = _mounted,
            ReadOnly = _parts.IsReadOnly,
        });
        LogMessages.SessionStarted(_logger, _plan.Address.ToString(), _plan.MountPoint, _parts.Connection.SignIn.Description);
    }
}
