using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse;
using AzFilesMount.Mounting.Native;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Session;

/// <summary>The mount's side towards Linux.</summary>
[SupportedOSPlatform("linux")]
internal sealed class FuseMountHost : IMountHost
{
    private const int AllOfDirectory = 0x1FF;
    private const int AllOfFile = 0x1B6;
    private const int DefaultUmask = 0x12;

    private readonly FuseHost _host;

    private FuseMountHost(FuseHost host) => _host = host;

    public Task Completion => _host.Completion;

    /// <exception cref="MountException">It could not be mounted; nothing is left mounted.</exception>
    internal static async Task<FuseMountHost> StartAsync(
        IFileSystem fileSystem, MountPlan plan, MountOptions options, SessionServices services, CancellationToken cancellationToken)
    {
        var logger = new Microsoft.Extensions.Logging.Logger<FuseHost>(services.Loggers);
        var host = new FuseHost(fileSystem, Translate(plan, options), logger, services.Time);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new FuseMountHost(host);
        }
        catch (Exception e)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            if (e is FuseMountException failure)
                throw FuseFailures.Of(failure);
            throw;
        }
    }

    public Task StopAsync(TimeSpan grace) => _host.StopAsync(null, grace);

    public JsonObject GetStats()
    {
        FuseCounters counters = _host.Counters;
        var requests = new JsonObject();
        foreach ((string operation, long count) in counters.Requests())
            requests[operation] = count;
        return new JsonObject
        {
            ["requests"] = requests,
            ["bytesRead"] = counters.BytesRead,
            ["bytesWritten"] = counters.BytesWritten,
            ["errors"] = counters.Errors,
            ["parked"] = counters.Parked,
            ["interrupted"] = counters.Interrupted,
            ["timedOut"] = counters.TimedOut,
            ["inFlight"] = _host.RequestsInFlight,
        };
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal static FuseMountOptions Translate(MountPlan plan, MountOptions options)
    {
        int kept = ~(options.Umask ?? DefaultUmask);
        return new FuseMountOptions
        {
            MountPoint = plan.MountPoint,
            Source = plan.Address.ToString(),
            Uid = (uint?)options.Uid ?? LibC.GetEffectiveUserId(),
            Gid = (uint?)options.Gid ?? LibC.GetEffectiveGroupId(),
            FileMode = (uint)(options.FileMode ?? (AllOfFile & kept)),
            DirectoryMode = (uint)(options.DirectoryMode ?? (AllOfDirectory & kept)),
            AllowOther = options.AllowOther,
            AllowRoot = options.AllowRoot,
            ReadOnly = options.ReadOnly,
            OperationTimeout = options.Timeout,
            // Flush carries a whole file's bytes: as long as the last drain may take.
            FlushTimeout = options.DrainTimeout > options.Timeout ? options.DrainTimeout : options.Timeout,
            DrainTimeout = options.DrainTimeout,
            AutoUnmount = options.AutoUnmount,
        };
    }
}
