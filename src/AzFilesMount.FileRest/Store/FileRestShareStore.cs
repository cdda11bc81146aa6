using System.Buffers;
using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Http;
using Azure;
using Azure.Storage;
using Azure.Storage.Files.Shares.Models;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// A share over FileREST with a token and the backup intent. Thread-safe. Sign-in, transport and their disposal belong to whoever
/// composed it. Set Properties and Rename answers do not state a file's length: the store adds the one it saw within the last
/// second, or asks.
/// </summary>
public sealed class FileRestShareStore : IShareStore
{
    private const int MaxPutRange = 4 * 1024 * 1024;

    private readonly RequestRunner _runner;
    private readonly RangeReader _reader;
    private readonly KnownFiles _known;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _writeRefused;

    public FileRestShareStore(FileRestStoreOptions options, HttpTransport transport, ILogger logger, TimeProvider? time = null)
    {
        Options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _known = new KnownFiles(_time);
        _runner = new RequestRunner(
            options.ServiceVersion is { } text ? ServiceVersions.Parse(text) : ServiceVersions.Newest,
            mayStepDown: options.ServiceVersion is null,
            version => new ShareClients(options, version, transport.Pipeline, logger),
            logger);
        _reader = new RangeReader(_runner, _known, options, _time, logger);
    }

    public FileRestStoreOptions Options { get; }

    public int MaxWriteLength => MaxPutRange;

    /// <summary>
    /// True once the service has refused a change for want of a role. Reading goes on; a host can turn the mount read-only.
    /// </summary>
    public bool WriteRefused => Volatile.Read(ref _writeRefused) != 0;

    /// <summary>The service version in use, such as 2024-11-04.</summary>
    public string ServiceVersion => ServiceVersions.Text(_runner.Clients.Version);

    internal RequestRunner Runner => _runner;

    /// <summary>
    /// Start-up: is there a token, does the share answer, does the role suffice. A reader role is found out only when
    /// <paramref name="probeWrite"/> is set, by a request that cannot change the share; a read-only mount leaves it out.
    /// </summary>
    public ValueTask<StoreCheck> CheckAsync(bool probeWrite, CancellationToken cancellationToken) =>
        new StoreChecker(this, _time).RunAsync(probeWrite, cancellationToken);

    public ValueTask<FsResult<ListPage>> ListPageAsync(
        SharePath directory, string? prefix, string? marker, int? maxResults, CancellationToken cancellationToken) =>
        RunAsync(
            "ListDirectoriesAndFiles",
            directory,
            EntryKind.Directory,
            clients => DirectoryLister.ListAsync(clients, directory, prefix, marker, maxResults, cancellationToken),
            cancellationToken);

    public ValueTask<FsResult<EntryInfo>> GetEntryAsync(SharePath path, EntryKind kind, CancellationToken cancellationToken)
    {
        if (kind == EntryKind.File && path.IsRoot)
            return ValueTask.FromResult<FsResult<EntryInfo>>(FsStatus.IsDirectory);
        return kind == EntryKind.Directory
            ? RunAsync("GetDirectoryProperties", path, kind,
                clients => GetDirectoryAsync(clients, path, cancellationToken),
                cancellationToken)
            : RunAsync("GetFileProperties", path, kind, clients => GetFileAsync(clients, path, cancellationToken), cancellationToken);
    }

    public ValueTask<FsResult<long>> ReadRangeAsync(
        SharePath path, ByteRange range, IRangeSink sink, CancellationToken cancellationToken) =>
        PathRules.TryRefuse(path, out FsError error)
            ? ValueTask.FromResult<FsResult<long>>(error)
            : _reader.ReadAsync(path, range, sink, cancellationToken);

    public ValueTask<FsResult<WrittenRange>> WriteRangeAsync(
        SharePath path, long offset, ReadOnlySequence<byte> data, bool preserveLastWritten, CancellationToken cancellationToken)
    {
        if (offset < 0 || data.Length is <= 0 or > MaxPutRange)
            return ValueTask.FromResult<FsResult<WrittenRange>>(FsStatus.BadArgument);
        var options = new ShareFileUploadRangeOptions
        {
            FileLastWrittenMode = preserveLastWritten ? FileLastWrittenMode.Preserve : null,
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.None },
        };
        return ChangeAsync<WrittenRange>(new RequestTrace("PutRange"), path, EntryKind.File, async clients =>
        {
            using var content = new SequenceStream(data);
            Response<ShareFileUploadInfo> answer = await clients.File(path)
                .UploadRangeAsync(new HttpRange(offset, data.Length), content, options, cancellationToken).ConfigureAwait(false);
            return EntryHeaders.Written(answer.GetRawResponse());
        }, cancellationToken);
    }

    public ValueTask<FsResult<WrittenRange>> ClearRangeAsync(
        SharePath path, ByteRange range, bool preserveLastWritten, CancellationToken cancellationToken)
    {
        if (range.Offset < 0 || range.Length <= 0)
            return ValueTask.FromResult<FsResult<WrittenRange>>(FsStatus.BadArgument);
        var trace = new RequestTrace("ClearRange") { PreserveLastWritten = preserveLastWritten };
        return ChangeAsync<WrittenRange>(trace, path, EntryKind.File, async clients =>
        {
            Response<ShareFileUploadInfo> answer = await clients.File(path)
                .ClearRangeAsync(new HttpRange(range.Offset, range.Length), null, cancellationToken).ConfigureAwait(false);
            return EntryHeaders.Written(answer.GetRawResponse());
        }, cancellationToken);
    }

    public ValueTask<FsResult<IReadOnlyList<ByteRange>>> ListRangesAsync(
        SharePath path, ByteRange within, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<ByteRange>>("ListRanges", path, EntryKind.File, async clients =>
        {
            var options = new ShareFileGetRangeListOptions { Range = new HttpRange(within.Offset, within.Length) };
            Response<ShareFileRangeInfo> answer =
                await clients.File(path).GetRangeListAsync(options, cancellationToken).ConfigureAwait(false);
            return FsResult<IReadOnlyList<ByteRange>>.Ok(RangeList.Clip(answer.Value.Ranges, within));
        }, cancellationToken);

    public ValueTask<FsResult<EntryInfo>> CreateFileAsync(
        SharePath path, long length, PropertyChanges properties, CancellationToken cancellationToken)
    {
        var options = new ShareFileCreateOptions { SmbProperties = PropertyText.ToSmb(properties, EntryKind.File) };
        return ChangeAsync<EntryInfo>(new RequestTrace("CreateFile"), path, EntryKind.File, async clients =>
        {
            Response<ShareFileInfo> answer =
                await clients.File(path).CreateAsync(length, options, null, cancellationToken).ConfigureAwait(false);
            _known.Learn(path, headers: null);
            return EntryHeaders.Read(answer.GetRawResponse(), path.Name, EntryKind.File, length);
        }, cancellationToken);
    }

    public async ValueTask<FsResult<EntryInfo>> CreateDirectoryAsync(
        SharePath path, PropertyChanges properties, CancellationToken cancellationToken)
    {
        var options = new ShareDirectoryCreateOptions { SmbProperties = PropertyText.ToSmb(properties, EntryKind.Directory) };
        var trace = new RequestTrace("CreateDirectory");
        FsResult<EntryInfo> result = await ChangeAsync<EntryInfo>(trace, path, EntryKind.Directory, async clients =>
        {
            Response<ShareDirectoryInfo> answer =
                await clients.Directory(path).CreateAsync(options, cancellationToken).ConfigureAwait(false);
            return EntryHeaders.Read(answer.GetRawResponse(), path.Name, EntryKind.Directory, 0);
        }, cancellationToken).ConfigureAwait(false);

        // Repeated after an attempt without an answer, "exists" may be this call's own doing: then it has succeeded.
        return result.Status == FsStatus.AlreadyExists && trace.MayHaveHappened
            ? await GetEntryAsync(path, EntryKind.Directory, cancellationToken).ConfigureAwait(false)
            : result;
    }

    public async ValueTask<FsResult<Unit>> DeleteAsync(SharePath path, EntryKind kind, CancellationToken cancellationToken)
    {
        bool directory = kind == EntryKind.Directory;
        var trace = new RequestTrace(directory ? "DeleteDirectory" : "DeleteFile");
        FsResult<Unit> result = await ChangeAsync<Unit>(trace, path, kind, async clients =>
        {
            if (directory)
                await clients.Directory(path).DeleteAsync(cancellationToken).ConfigureAwait(false);
            else
                await clients.File(path).DeleteAsync(null, cancellationToken).ConfigureAwait(false);
            return Unit.Ok;
        }, cancellationToken).ConfigureAwait(false);
        _known.Forget(path);
        return result.Status == FsStatus.NotFound && trace.MayHaveHappened ? Unit.Ok : result;
    }

    public async ValueTask<FsResult<EntryInfo>> RenameAsync(
        SharePath source, SharePath destination, EntryKind kind, RenameOptions options, CancellationToken cancellationToken)
    {
        if (destination.IsRoot)
            return FsStatus.BadArgument;
        if (PathRules.TryRefuse(destination, out FsError error))
            return error;
        var trace = new RequestTrace(kind == EntryKind.Directory ? "RenameDirectory" : "RenameFile");
        FsResult<EntryInfo> result = await ChangeAsync<EntryInfo>(
            trace, source, kind, clients => MoveAsync(clients, source, destination, kind, options, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (trace.MayHaveHappened && result.Status is FsStatus.NotFound or FsStatus.AlreadyExists)
            return await SettleRenameAsync(source, destination, kind, result, cancellationToken).ConfigureAwait(false);
        if (result.IsOk && kind == EntryKind.File)
            _known.Move(source, destination);
        return result;
    }

    public async ValueTask<FsResult<EntryInfo>> SetPropertiesAsync(
        SharePath path, EntryKind kind, PropertyChanges changes, CancellationToken cancellationToken)
    {
        if (kind == EntryKind.Directory)
            return await SetDirectoryAsync(path, changes, cancellationToken).ConfigureAwait(false);
        if (!_known.TryGet(path, out KnownFile known))
        {
            FsResult<EntryInfo> asked = await GetEntryAsync(path, kind, cancellationToken).ConfigureAwait(false);
            if (!asked.IsOk || !_known.TryGet(path, out known))
                return asked;
        }

        FsResult<EntryInfo> result = await SetFileAsync(path, known, changes, cancellationToken).ConfigureAwait(false);
        if (!result.IsOk)
            _known.Forget(path);
        return result;
    }

    public async ValueTask<FsResult<ShareUsage>> GetUsageAsync(CancellationToken cancellationToken)
    {
        const long GiB = 1L << 30;
        FsResult<long> quota = await RunAsync<long>("GetShareProperties", SharePath.Root, EntryKind.Directory, async clients =>
        {
            Response<ShareProperties> answer = await clients.Share.GetPropertiesAsync(cancellationToken).ConfigureAwait(false);
            return (answer.Value.QuotaInGB ?? 0) * GiB;
        }, cancellationToken).ConfigureAwait(false);
        if (!quota.IsOk)
            return quota.As<ShareUsage>();
        FsResult<long> used = await RunAsync<long>("GetShareStats", SharePath.Root, EntryKind.Directory, async clients =>
        {
            Response<ShareStatistics> answer = await clients.Share.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
            return answer.Value.ShareUsageInBytes;
        }, cancellationToken).ConfigureAwait(false);
        return new ShareUsage(quota.Value, used.IsOk ? used.Value : 0);
    }

    /// <summary>Ends nothing: requests in flight end by their tokens, the transport by its owner.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<FsResult<T>> RunAsync<T>(
        string operation, SharePath path, EntryKind kind,
        Func<ShareClients, Task<FsResult<T>>> request, CancellationToken cancellationToken) =>
        PathRules.TryRefuse(path, out FsError error)
            ? ValueTask.FromResult<FsResult<T>>(error)
            : _runner.RunAsync(new RequestTrace(operation), path, kind == EntryKind.Directory, request, cancellationToken);

    private async ValueTask<FsResult<T>> ChangeAsync<T>(
        RequestTrace trace, SharePath path, EntryKind kind,
        Func<ShareClients, Task<FsResult<T>>> request, CancellationToken cancellationToken)
    {
        if (path.IsRoot && kind == EntryKind.File)
            return FsStatus.IsDirectory;
        if (PathRules.TryRefuse(path, out FsError error))
            return error;
        FsResult<T> result = await _runner.RunAsync(trace, path, kind == EntryKind.Directory, request, cancellationToken)
            .ConfigureAwait(false);
        // Only the role counts: another 403 (a firewall's, say) may pass.
        bool roleMissing = result.Error?.ServiceCode?.StartsWith("Authorization", StringComparison.Ordinal) == true;
        if (result.Status == FsStatus.AccessDenied && roleMissing && Interlocked.Exchange(ref _writeRefused, 1) == 0)
            LogMessages.WriteRefused(_logger, result.Error?.Message ?? "");
        return result;
    }

    private static async Task<FsResult<EntryInfo>> GetDirectoryAsync(
        ShareClients clients, SharePath path, CancellationToken cancellationToken)
    {
        Response<ShareDirectoryProperties> answer =
            await clients.Directory(path).GetPropertiesAsync(cancellationToken).ConfigureAwait(false);
        return EntryHeaders.Read(answer.GetRawResponse(), path.Name, EntryKind.Directory, 0);
    }

    private async Task<FsResult<EntryInfo>> GetFileAsync(ShareClients clients, SharePath path, CancellationToken cancellationToken)
    {
        Response<ShareFileProperties> answer = await clients.File(path).GetPropertiesAsync(null, cancellationToken).ConfigureAwait(false);
        Response response = answer.GetRawResponse();
        long length = EntryHeaders.ContentLength(response);
        _known.Learn(path, response);
        return EntryHeaders.Read(response, path.Name, EntryKind.File, length);
    }

    private ValueTask<FsResult<EntryInfo>> SetDirectoryAsync(SharePath path, PropertyChanges changes, CancellationToken cancellationToken)
    {
        var options = new ShareDirectorySetHttpHeadersOptions { SmbProperties = PropertyText.ToSmb(changes, EntryKind.Directory) };
        return ChangeAsync<EntryInfo>(new RequestTrace("SetDirectoryProperties"), path, EntryKind.Directory, async clients =>
        {
            Response<ShareDirectoryInfo> answer =
                await clients.Directory(path).SetHttpHeadersAsync(options, cancellationToken).ConfigureAwait(false);
            return EntryHeaders.Read(answer.GetRawResponse(), path.Name, EntryKind.Directory, 0);
        }, cancellationToken);
    }

    private ValueTask<FsResult<EntryInfo>> SetFileAsync(
        SharePath path, KnownFile known, PropertyChanges changes, CancellationToken cancellationToken)
    {
        ShareFileHttpHeaders? headers = changes.Length is null ? known.Headers : KnownFiles.WithoutHash(known.Headers);
        var options = new ShareFileSetHttpHeadersOptions
        {
            NewSize = changes.Length,
            HttpHeaders = headers,
            SmbProperties = PropertyText.ToSmb(changes, EntryKind.File),
        };
        return ChangeAsync<EntryInfo>(new RequestTrace("SetFileProperties"), path, EntryKind.File, async clients =>
        {
            Response<ShareFileInfo> answer =
                await clients.File(path).SetHttpHeadersAsync(options, null, cancellationToken).ConfigureAwait(false);
            if (changes.Length is not null)
                _known.Learn(path, headers);
            return EntryHeaders.Read(answer.GetRawResponse(), path.Name, EntryKind.File, changes.Length ?? 0);
        }, cancellationToken);
    }

    private static async Task<FsResult<EntryInfo>> MoveAsync(
        ShareClients clients, SharePath source, SharePath destination, EntryKind kind,
        RenameOptions options, CancellationToken cancellationToken)
    {
        var sdkOptions = new ShareFileRenameOptions { ReplaceIfExists = options.ReplaceIfExists, IgnoreReadOnly = options.IgnoreReadOnly };
        string target = clients.RenameTarget(destination);
        Response response = kind == EntryKind.Directory
            ? (await clients.Directory(source).RenameAsync(target, sdkOptions, cancellationToken).ConfigureAwait(false)).GetRawResponse()
            : (await clients.File(source).RenameAsync(target, sdkOptions, cancellationToken).ConfigureAwait(false)).GetRawResponse();
        return EntryHeaders.Read(response, destination.Name, kind, 0);
    }

    // Repeated after an attempt without an answer, the source may be gone because that attempt moved it.
    private async ValueTask<FsResult<EntryInfo>> SettleRenameAsync(
        SharePath source, SharePath destination, EntryKind kind, FsResult<EntryInfo> failure, CancellationToken cancellationToken)
    {
        FsResult<EntryInfo> old = await GetEntryAsync(source, kind, cancellationToken).ConfigureAwait(false);
        if (old.Status is not (FsStatus.NotFound or FsStatus.ParentNotFound))
            return failure;
        FsResult<EntryInfo> moved = await GetEntryAsync(destination, kind, cancellationToken).ConfigureAwait(false);
        return moved.IsOk ? moved : failure;
    }
}
