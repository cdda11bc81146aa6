using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Http;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Files.Shares;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// Runs one SDK call: picks the clients of the service version in use, steps down once when it is refused, and turns every
/// failure into a status. Only the caller's own cancellation leaves as an exception. Thread-safe.
/// </summary>
internal sealed class RequestRunner
{
    private readonly Func<ShareClientOptions.ServiceVersion, ShareClients> _createClients;
    private readonly bool _mayStepDown;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private ShareClients _clients;

    public RequestRunner(
        ShareClientOptions.ServiceVersion version,
        bool mayStepDown,
        Func<ShareClientOptions.ServiceVersion, ShareClients> createClients,
        ILogger logger)
    {
        _createClients = createClients;
        _mayStepDown = mayStepDown;
        _logger = logger;
        _clients = createClients(version);
    }

    public ShareClients Clients => Volatile.Read(ref _clients);

    public async ValueTask<FsResult<T>> RunAsync<T>(
        RequestTrace trace, SharePath path, bool directory, Func<ShareClients, Task<FsResult<T>>> request,
        CancellationToken cancellationToken)
    {
        trace.Caller = cancellationToken;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShareClients clients = Clients;
            try
            {
                using (HttpPipeline.CreateHttpMessagePropertiesScope(trace.Properties))
                    return await request(clients).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (_mayStepDown && ServiceVersions.IsRefused(e) && TryStepDown(clients))
            {
                // Once more, with the clients of the older version.
            }
            catch (Exception e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!ShareErrorMap.TryMap(e, directory, out FsError error))
                    LogMessages.UnexpectedFailure(_logger, trace.Operation, $"{e.GetType().Name}: {e.Message}");
                // What concerns the whole share reads better without a path.
                return path.IsRoot ? error : error with { Message = $"{trace.Operation} '{path}': {error.Message}" };
            }
        }
    }

    private bool TryStepDown(ShareClients refused)
    {
        lock (_lock)
        {
            // Another request may have stepped down while this one was under way.
            if (_clients != refused)
                return true;
            if (refused.Version <= ServiceVersions.Fallback)
                return false;
            Volatile.Write(ref _clients, _createClients(ServiceVersions.Fallback));
        }

        LogMessages.VersionSteppedDown(_logger, ServiceVersions.Text(refused.Version), ServiceVersions.Text(ServiceVersions.Fallback));
        return true;
    }
}
