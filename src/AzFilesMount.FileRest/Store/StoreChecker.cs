using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Http;
using Azure;
using Azure.Core;
using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>The start-up check: a token, the share within reach, the role; each failure with its remedy.</summary>
internal sealed class StoreChecker
{
    private const string DefaultAudience = "https://storage.azure.com";

    // A captive portal or any web server answers 200 to everything.
    private static readonly FsError NotAzureFiles =
        new(FsStatus.NotSupported, "Something answers at that address, but it is not Azure Files.");

    private readonly FileRestShareStore _store;
    private readonly TimeProvider _time;

    public StoreChecker(FileRestShareStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
    }

    public async ValueTask<StoreCheck> RunAsync(bool probeWrite, CancellationToken cancellationToken)
    {
        if (await TokenAsync(cancellationToken).ConfigureAwait(false) is { } signIn)
            return Failed(signIn, skew: null);
        (FsError? reach, TimeSpan? skew) = await ReachAsync(cancellationToken).ConfigureAwait(false);
        if (reach is not null)
            return Failed(reach, skew);
        WriteAccess write = probeWrite ? await ProbeWriteAsync(cancellationToken).ConfigureAwait(false) : WriteAccess.Unknown;
        string message = write == WriteAccess.Refused
            ? "The share is within reach; the identity may read it but not change it."
            : "The share is within reach.";
        string hint = write == WriteAccess.Refused ? CheckHints.Role(_store.Options.ShareUri, write: true) : "";
        return new StoreCheck(FsStatus.Ok, message, hint, write, _store.ServiceVersion);
    }

    private async ValueTask<FsError?> TokenAsync(CancellationToken cancellationToken)
    {
        string scope = $"{(_store.Options.Audience ?? DefaultAudience).TrimEnd('/')}/.default";
        try
        {
            await _store.Options.Credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShareErrorMap.TryMap(e, expectedDirectory: false, out FsError error);
            return error.Status == FsStatus.Internal ? error with { Status = FsStatus.NotAuthenticated } : error;
        }
    }

    private async ValueTask<(FsError? Error, TimeSpan? Skew)> ReachAsync(CancellationToken cancellationToken)
    {
        TimeSpan? skew = null;
        FsResult<Unit> result = await _store.Runner.RunAsync<Unit>(
            new RequestTrace("GetDirectoryProperties"), SharePath.Root, directory: true, async clients =>
            {
                try
                {
                    Response<ShareDirectoryProperties> answer =
                        await clients.Directory(SharePath.Root).GetPropertiesAsync(cancellationToken).ConfigureAwait(false);
                    return answer.GetRawResponse().Headers.Contains("x-ms-file-id") ? Unit.Ok : NotAzureFiles;
                }
                catch (RequestFailedException e) when (e.GetRawResponse()?.Headers.Date is { } serverTime)
                {
                    skew = (serverTime - _time.GetUtcNow()).Duration();
                    throw;
                }
            }, cancellationToken).ConfigureAwait(false);
        return (result.IsOk ? null : result.Error ?? new FsError(result.Status, "The share gave no reason."), skew);
    }

    /// <summary>
    /// Asking for open handles is a read, yet takes the role that may write: the one question that tells the roles apart without
    /// sending anything that could change the share. A service that lets a reader ask shows the role at the first write instead.
    /// </summary>
    private async ValueTask<WriteAccess> ProbeWriteAsync(CancellationToken cancellationToken)
    {
        FsResult<Unit> result = await _store.Runner.RunAsync<Unit>(
            new RequestTrace("ListHandles"), SharePath.Root, directory: true, async clients =>
            {
                IAsyncEnumerable<Page<ShareFileHandle>> pages = clients.Directory(SharePath.Root)
                    .GetHandlesAsync(recursive: false, cancellationToken).AsPages(pageSizeHint: 1);
                await foreach (Page<ShareFileHandle> _ in pages.ConfigureAwait(false))
                    break;
                return Unit.Ok;
            }, cancellationToken).ConfigureAwait(false);
        return result.Status switch
        {
            FsStatus.Ok => WriteAccess.Allowed,
            FsStatus.AccessDenied => WriteAccess.Refused,
            _ => WriteAccess.Unknown,
        };
    }

    private StoreCheck Failed(FsError error, TimeSpan? skew)
    {
        string hint = CheckHints.For(error, _store.Options, skew);
        string message = error.Status switch
        {
            FsStatus.ShareNotFound => $"The share {_store.Options.ShareUri.AbsoluteUri} does not exist.",
            FsStatus.NotFound or FsStatus.ParentNotFound or FsStatus.NotDirectory =>
                $"The directory '{_store.Options.Directory}' does not exist in {_store.Options.ShareUri.AbsoluteUri}.",
            _ => error.Message,
        };
        return new StoreCheck(error.Status, message, hint, WriteAccess.Unknown, _store.ServiceVersion, error.ServiceCode, error.RequestId);
    }
}
