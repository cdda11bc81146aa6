using Microsoft.Extensions.Logging;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>
/// The faults in force: those of a file, read again when it changed, or those that were set while running. Thread-safe. The file is looked
/// at when a request comes and the last look is a while ago: no watcher, which network drives and containers are bad at.
/// </summary>
internal sealed class FaultSource
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly ILogger _logger;
    private volatile FaultPlan _plan = FaultPlan.None;
    private long _lastLook;
    private (DateTime Written, long Length) _seen;

    public FaultSource(string? path, ILogger logger)
    {
        _path = path;
        _logger = logger;
        if (path is null)
            return;
        _lastLook = Environment.TickCount64;
        _seen = Look(path);
        _plan = FaultParser.Parse(File.ReadAllBytes(path));
    }

    public FaultPlan Current
    {
        get
        {
            if (_path is not null && Environment.TickCount64 - Volatile.Read(ref _lastLook) >= LookInterval.TotalMilliseconds)
                Reload(_path);
            return _plan;
        }
    }

    /// <summary>Puts other faults in force until they are set again or the file changes.</summary>
    public int Set(ReadOnlyMemory<byte> json)
    {
        var plan = FaultParser.Parse(json);
        lock (_gate)
            _plan = plan;
        return plan.RuleCount;
    }

    private void Reload(string path)
    {
        lock (_gate)
        {
            if (Environment.TickCount64 - _lastLook < LookInterval.TotalMilliseconds)
                return;
            Volatile.Write(ref _lastLook, Environment.TickCount64);
            var now = Look(path);
            if (now == _seen)
                return;
            _seen = now;
            try
            {
                var plan = FaultParser.Parse(File.ReadAllBytes(path));
                _plan = plan;
                LogMessages.FaultsReloaded(_logger, path, plan.RuleCount);
            }
            catch (Exception e) when (e is FaultsException or IOException or UnauthorizedAccessException)
            {
                // A file that is being written can be read half: what is in force stays until it is whole.
                LogMessages.FaultsKept(_logger, path, e.Message);
            }
        }
    }

    private static (DateTime Written, long Length) Look(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
