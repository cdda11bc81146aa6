using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Http;
using Azure;
using Azure.Storage;
using Azure.Storage.Files.Shares.Models;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// Reads ranges from the connection straight into the caller's memory. A body that breaks off is resumed by a request for the
/// rest, which counts only when it is of the same version: two versions never blend. Thread-safe.
/// </summary>
internal sealed class RangeReader
{
    private readonly RequestRunner _runner;
    private readonly KnownFiles _known;
    private readonly FileRestStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public RangeReader(RequestRunner runner, KnownFiles known, FileRestStoreOptions options, TimeProvider time, ILogger logger)
    {
        _runner = runner;
        _known = known;
        _options = options;
        _time = time;
        _logger = logger;
    }

    public async ValueTask<FsResult<long>> ReadAsync(SharePath path, ByteRange range, IRangeSink sink, CancellationToken cancellationToken)
    {
        if (range.Length <= 0)
            return range.Length == 0 ? 0L : FsStatus.BadArgument;
        var read = new RangeRead(path, range, sink);
        for (int breaks = 0; ; breaks++)
        {
            long before = read.Delivered;
            var trace = new RequestTrace("GetFile");
            FsResult<long> result = await _runner.RunAsync(
                trace, path, directory: false, clients => RequestAsync(clients, read, trace, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            if (read.Broken is null || breaks >= _options.RetryCount)
                return result;
            LogMessages.ReadResumed(_logger, read.Delivered, read.Broken.Message);
            // Progress earns a request at once; without any the service gets a pause.
            if (read.Delivered == before)
                await Task.Delay(_options.RetryDelay, _time, cancellationToken).ConfigureAwait(false);
            read.Broken = null;
        }
    }

    private async Task<FsResult<long>> RequestAsync(
        ShareClients clients, RangeRead read, RequestTrace trace, CancellationToken cancellationToken)
    {
        var options = new ShareFileDownloadOptions
        {
            Range = new HttpRange(read.NextOffset, read.Remaining),
            TransferValidation = new DownloadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.None },
        };
        Response<ShareFileDownloadInfo> answer =
            await clients.File(read.Path).DownloadAsync(options, cancellationToken).ConfigureAwait(false);
        using ShareFileDownloadInfo info = answer.Value;
        Response response = answer.GetRawResponse();
        if (!EntryHeaders.TryContentRange(response, out long partLength, out long totalLength))
            return new FsError(FsStatus.Internal, "The service answered a range read without saying which range.");
        if (!Accept(read, response, totalLength))
            return FsStatus.VersionChanged;
        Stream body = trace.Body ?? info.Content;
        read.Broken = await PumpAsync(body, read, Math.Min(partLength, read.Remaining), cancellationToken).ConfigureAwait(false);
        // The thrown cause becomes a status like any other if no attempt is left.
        return read.Broken is null ? read.Delivered : throw new RequestFailedException(0, read.Broken.Message, read.Broken);
    }

    private bool Accept(RangeRead read, Response response, long totalLength)
    {
        EntityTag version = EntryHeaders.ETag(response.Headers);
        if (read.Version is { } accepted)
            return accepted == version;
        read.Version = version;
        _known.Learn(read.Path, response);
        return read.Sink.Begin(EntryHeaders.Read(response, read.Path.Name, EntryKind.File, totalLength));
    }

    private async Task<Exception?> PumpAsync(Stream body, RangeRead read, long length, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (length > 0)
            {
                Memory<byte> memory = read.Sink.GetMemory();
                silence.CancelAfter(_options.NetworkTimeout);
                int count = await body.ReadAsync(memory[..(int)Math.Min(memory.Length, length)], silence.Token).ConfigureAwait(false);
                if (count == 0)
                    return new IOException("The connection closed before the whole range had come.");
                read.Sink.Advance(count);
                read.Delivered += count;
                length -= count;
            }

            return null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return e;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TimeoutException($"No byte came for {_options.NetworkTimeout.TotalSeconds} s.");
        }
    }
}
