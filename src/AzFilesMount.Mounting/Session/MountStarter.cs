using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.FileRest.Store;
using AzFilesMount.Mounting.Options;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Session;

/// <summary>
/// Starts the parts of a mount in order: mount point, identity, share, engine, kernel. What fails takes back all before it.
/// </summary>
internal static class MountStarter
{
    internal static async Task<MountParts> StartAsync(MountPlan plan, SessionServices services, CancellationToken cancellationToken)
    {
        SessionChecks.ThrowIfUnusable(plan, services.Directories);
        ShareConnection connection = ShareConnection.Open(plan, services.Loggers, services.Time);
        try
        {
            return await StartOnAsync(connection, plan, services, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<MountParts> StartOnAsync(
        ShareConnection connection, MountPlan plan, SessionServices services, CancellationToken cancellationToken)
    {
        StoreCheck check = await connection.Store.CheckAsync(!plan.Options.ReadOnly, cancellationToken).ConfigureAwait(false);
        if (!check.IsOk)
            throw new MountException(StoreFailures.Of(check));
        bool refused = check.Write == WriteAccess.Refused;
        MountOptions options = refused ? plan.Options with { ReadOnly = true } : plan.Options;
        ShareFileSystem fileSystem = await OpenAsync(connection.Store, options, services, cancellationToken).ConfigureAwait(false);
        try
        {
            IMountHost host = await MountAsync(fileSystem, plan, options, services, cancellationToken).ConfigureAwait(false);
            return new MountParts(connection, fileSystem, host)
            {
                IsReadOnly = options.ReadOnly,
                ReadOnlyReason = refused ? "the identity may read this share but not change it" : null,
            };
        }
        catch
        {
            await fileSystem.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ShareFileSystem> OpenAsync(
        FileRestShareStore store, MountOptions options, SessionServices services, CancellationToken cancellationToken)
    {
        FsResult<ShareFileSystem> opened = await ShareFileSystem.OpenAsync(
            store, EngineOptions.From(options), services.Loggers.CreateLogger<ShareFileSystem>(), services.Time, cancellationToken)
            .ConfigureAwait(false);
        return opened.IsOk
            ? opened.Value
            : throw new MountException(new MountFailure(
                StoreFailures.CodeOf(opened.Status),
                opened.Error?.Message ?? $"the share's root cannot be read: {opened.Status}",
                "see `azfilesmount doctor URL`",
                opened.Error?.RequestId));
    }

    /// <summary>The host is chosen at run time; each builds on every system.</summary>
    private static async Task<IMountHost> MountAsync(
        ShareFileSystem fileSystem, MountPlan plan, MountOptions options, SessionServices services, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux())
            return await FuseMountHost.StartAsync(fileSystem, plan, options, services, cancellationToken).ConfigureAwait(false);
        throw SessionChecks.WrongSystem();
    }
}
