using AzFilesMount.Core.Data;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Core.Memory;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Reads: from memory at once, otherwise through fills that any number of readers share. Thread-safe.</summary>
internal sealed class FileReader(EngineContext context, NodeResolver resolver)
{
    /// <summary>Blocks of one request at the most: 4 MiB.</summary>
    private const int MaxFillBlocks = 64;

    private int _readAheadBlocks;

    public ValueTask<FsResult<int>> ReadAsync(OpenFile file, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int copied = file.Data.Copy(offset, buffer.Span, out MissingBlock? missing, out _);
        context.Metrics.AddCacheResult(missing is null);
        FetchAhead(file, offset, buffer.Length);
        if (missing is not null)
            return ReadMissingAsync(file, offset, buffer, cancellationToken);
        context.Metrics.AddRead(copied);
        return new(copied);
    }

    private async ValueTask<FsResult<int>> ReadMissingAsync(
        OpenFile file, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        FileData data = file.Data;
        int restarts = 0;
        int copied = 0;
        uint version = data.Generation;
        while (true)
        {
            int more = data.Copy(offset + copied, buffer.Span[copied..], out MissingBlock? missing, out uint generation);
            if (generation != version)
            {
                // What was copied before is of another version: all of it anew, once.
                if (++restarts > 1)
                    return FsStatus.VersionChanged;
                version = generation;
                copied = 0;
                continue;
            }
            copied += more;
            if (missing is not { } block)
            {
                context.Metrics.AddRead(copied);
                return copied;
            }
            CachedBlock? pending = block.Pending ?? BeginDemand(file.Node, block.Index, offset + buffer.Length);
            if (pending is null)
                continue; // Somebody else began it, or the file ends before it now.
            await pending.Filled.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (pending.Status is not (FsStatus.Ok or FsStatus.VersionChanged or FsStatus.EndOfFile))
                return pending.Error is { } error ? error : pending.Status;
        }
    }

    private CachedBlock? BeginDemand(Node node, long index, long end)
    {
        long last = (end - 1) / Block.Size;
        int count = (int)Math.Min(last - index + 1, MaxFillBlocks);
        List<CachedBlock> promises = node.Data!.BeginFill(index, count);
        if (promises.Count == 0)
            return null;
        _ = FillAsync(node, promises, RequestPriority.Demand);
        return promises[0];
    }

    private void FetchAhead(OpenFile file, long offset, int length)
    {
        if (context.Options.ReadAhead == 0)
            return;
        ByteRange ahead = file.ReadAhead.Observe(offset, length, file.Data.BaseLength);
        long last = (ahead.End - 1) / Block.Size;
        for (long index = ahead.Offset / Block.Size; ahead.Length > 0 && index <= last;)
        {
            int untilBoundary = MaxFillBlocks - (int)(index % MaxFillBlocks);
            int count = (int)Math.Min(last - index + 1, untilBoundary);
            if (!TryReserveReadAhead(count))
                return;
            List<CachedBlock> promises = file.Data.BeginFill(index, count);
            Interlocked.Add(ref _readAheadBlocks, promises.Count - count);
            if (promises.Count > 0)
                _ = FillAheadAsync(file.Node, promises);
            index += Math.Max(promises.Count, 1);
        }
    }

    /// <summary>Bytes on their way that nobody waits for may take half of the memory at the most.</summary>
    private bool TryReserveReadAhead(int blocks)
    {
        if (Interlocked.Add(ref _readAheadBlocks, blocks) <= context.Pool.Capacity / 2)
            return true;
        Interlocked.Add(ref _readAheadBlocks, -blocks);
        return false;
    }

    private async Task FillAheadAsync(Node node, List<CachedBlock> promises)
    {
        try
        {
            await FillAsync(node, promises, RequestPriority.ReadAhead).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Add(ref _readAheadBlocks, -promises.Count);
        }
    }

    /// <summary>Never throws: whatever happens ends the promises, and with them every waiting reader.</summary>
    private async Task FillAsync(Node node, List<CachedBlock> promises, RequestPriority priority)
    {
        var fill = new RangeFill(node.Data!, context.Cache, node.FileId, promises);
        FsResult<long> result = FsStatus.Internal;
        try
        {
            long startedAt = context.Time.GetTimestamp();
            using (await node.Gate.ReaderLockAsync(context.Stopping).ConfigureAwait(false))
            {
                ByteRange range = Clamp(fill.Range, node.Data!.BaseLength);
                result = range.Length == 0
                    ? FsStatus.EndOfFile
                    : await context.Store.ReadRangeAsync(node, range, fill, priority, context.Stopping).ConfigureAwait(false);
                resolver.Answered(node, fill, startedAt);
            }
            if (result.IsOk)
                context.Metrics.AddFetched(result.Value);
        }
        catch (OperationCanceledException)
        {
            result = FsStatus.Cancelled;
        }
        catch (Exception exception) when (LogMessages.FillFailed(context.Logger, node.Path, exception))
        {
        }
        finally
        {
            fill.Finish(result.Status, result.Error);
        }
    }

    private static ByteRange Clamp(ByteRange range, long length) =>
        range with { Length = Math.Clamp(length - range.Offset, 0, range.Length) };
}
