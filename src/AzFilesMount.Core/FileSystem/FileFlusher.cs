using AzFilesMount.Core.Data;
using AzFilesMount.Core.Memory;
using AzFilesMount.Core.Store;
using AzFilesMount.Core.WriteBack;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// Brings unsent bytes to the share: one resize when the file has grown, then its runs in parallel. What could not be sent
/// stays unsent and is tried again at the next flush, so success always means that everything is there. Thread-safe.
/// </summary>
internal sealed class FileFlusher(EngineContext context)
{
    private const int MaxRunLength = 4 << 20;
    private const int ParallelRuns = 8;

    /// <summary>
    /// Waits until the file's bytes are on the share. Cancelling ends the wait only: bytes half sent are no use to anybody.
    /// </summary>
    public Task<FsResult<Unit>> FlushAsync(Node node, CancellationToken cancellationToken) =>
        IsSettled(node) ? Task.FromResult(Unit.Ok) : SendAsync(node, fullRunsOnly: false).WaitAsync(cancellationToken);

    /// <summary>Sends what a streaming writer has finished, so that its close has little left to do.</summary>
    public Task<FsResult<Unit>> SendFullRunsAsync(Node node) => SendAsync(node, fullRunsOnly: true);

    /// <summary>As <see cref="FlushAsync"/> for a caller that holds the node's gate exclusively.</summary>
    public async Task<FsResult<Unit>> FlushLockedAsync(Node node)
    {
        while (node.Data!.IsDirty)
        {
            FsResult<Unit> sent = await SendBatchAsync(node, fullRunsOnly: false).ConfigureAwait(false);
            if (!sent.IsOk)
                return sent;
        }
        return await SetPendingAttributesAsync(node).ConfigureAwait(false);
    }

    private static bool IsSettled(Node node) => !node.Data!.IsDirty && node.PendingAttributes is null;

    private async Task<FsResult<Unit>> SendAsync(Node node, bool fullRunsOnly)
    {
        using IDisposable gate = await node.Gate.WriterLockAsync().ConfigureAwait(false);
        FsResult<Unit> result = fullRunsOnly
            ? await SendBatchAsync(node, fullRunsOnly).ConfigureAwait(false)
            : await FlushLockedAsync(node).ConfigureAwait(false);
        if (!result.IsOk)
            Report(node, result);
        return result;
    }

    private async Task<FsResult<Unit>> SendBatchAsync(Node node, bool fullRunsOnly)
    {
        FileData data = node.Data!;
        long lengthBefore = data.BaseLength;
        DateTime written = data.UnsentLastWritten ?? context.Time.GetUtcNow().UtcDateTime;
        List<DirtyRun> runs = data.BeginSend(fullRunsOnly, RunLength());
        if (runs.Count == 0)
            return Unit.Ok;
        FsResult<Unit> result = FsStatus.Internal;
        try
        {
            FsResult<WrittenRange> sent = await SendRunsAsync(node, runs, written).ConfigureAwait(false);
            result = sent.IsOk ? Unit.Ok : sent.As<Unit>();
            if (sent.IsOk)
                Settle(node, sent.Value);
        }
        catch (OperationCanceledException)
        {
            result = FsStatus.Cancelled;
        }
        finally
        {
            data.EndSend(result.IsOk, node.Entry.ETag, lengthBefore);
        }
        return result;
    }

    private async Task<FsResult<WrittenRange>> SendRunsAsync(Node node, List<DirtyRun> runs, DateTime written)
    {
        FileData data = node.Data!;
        bool grows = data.Length > data.BaseLength;
        bool isReadOnly = node.Entry.Attributes.HasFlag(ShareAttributes.ReadOnly);
        if (isReadOnly)
            node.PendingAttributes ??= node.Entry.Attributes;
        if (grows || isReadOnly)
        {
            FsResult<Unit> prepared = await PrepareAsync(node, grows, isReadOnly, written).ConfigureAwait(false);
            if (!prepared.IsOk)
                return prepared.As<WrittenRange>();
        }
        return await SendParallelAsync(node, runs, preserveLastWritten: grows).ConfigureAwait(false);
    }

    /// <summary>
    /// The share never grows a file by a write, so the length goes first, and with it the time of the last write: setting it here
    /// and preserving it after keeps the time that programs have already seen.
    /// </summary>
    private async Task<FsResult<Unit>> PrepareAsync(Node node, bool grows, bool isReadOnly, DateTime written)
    {
        long length = node.Data!.Length;
        var changes = new PropertyChanges
        {
            Length = grows ? length : null,
            LastWritten = grows ? written : null,
            Attributes = isReadOnly ? node.Entry.Attributes & ~ShareAttributes.ReadOnly : null,
        };
        FsResult<EntryInfo> result = await context.Store.SetPropertiesAsync(node, changes, context.Stopping).ConfigureAwait(false);
        if (!result.IsOk)
            return result.As<Unit>();
        if (grows)
            node.Data.SetBaseLength(length, result.Value.ETag);
        else
            node.Data.AdvanceVersion(result.Value.ETag);
        node.Confirm(result.Value with { Name = node.Name, Length = node.Data.BaseLength }, context.Time.GetTimestamp());
        return Unit.Ok;
    }

    private async Task<FsResult<WrittenRange>> SendParallelAsync(Node node, List<DirtyRun> runs, bool preserveLastWritten)
    {
        using var slots = new SemaphoreSlim(ParallelRuns);
        FsResult<WrittenRange>[] results = await Task.WhenAll(runs.Select(run => SendRunAsync(node, run, preserveLastWritten, slots)))
            .ConfigureAwait(false);
        WrittenRange last = default;
        foreach (FsResult<WrittenRange> result in results)
        {
            if (!result.IsOk)
                return result;
            if (last.ETag == default || EntityTag.Later(last.ETag, result.Value.ETag) == result.Value.ETag)
                last = result.Value;
        }
        return last;
    }

    private async Task<FsResult<WrittenRange>> SendRunAsync(Node node, DirtyRun run, bool preserveLastWritten, SemaphoreSlim slots)
    {
        await slots.WaitAsync(context.Stopping).ConfigureAwait(false);
        try
        {
            FsResult<WrittenRange> result = await context.Store
                .WriteRangeAsync(node, run.Offset, run.Data, preserveLastWritten, context.Stopping).ConfigureAwait(false);
            if (result.IsOk)
                context.Metrics.AddSent(run.Data.Length);
            return result;
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>The share's answer to our own change becomes what we know of the file.</summary>
    private void Settle(Node node, WrittenRange sent)
    {
        node.Confirm(
            node.Entry with
            {
                ETag = sent.ETag,
                Length = node.Data!.BaseLength,
                LastWritten = sent.LastWritten == default ? node.Entry.LastWritten : sent.LastWritten,
                Changed = sent.ETag.ChangeTime ?? node.Entry.Changed,
            },
            context.Time.GetTimestamp());
        context.Publish(node);
    }

    private async Task<FsResult<Unit>> SetPendingAttributesAsync(Node node)
    {
        if (node.PendingAttributes is not { } attributes)
            return Unit.Ok;
        FsResult<EntryInfo> result = await context.Store
            .SetPropertiesAsync(node, new PropertyChanges { Attributes = attributes }, context.Stopping).ConfigureAwait(false);
        if (!result.IsOk)
            return result.As<Unit>();
        node.PendingAttributes = null;
        node.Data!.AdvanceVersion(result.Value.ETag);
        node.Confirm(result.Value with { Name = node.Name, Length = node.Data.BaseLength }, context.Time.GetTimestamp());
        context.Publish(node);
        return Unit.Ok;
    }

    private void Report(Node node, FsResult<Unit> result)
    {
        string text = result.Error?.Message ?? result.Status.ToString();
        LogMessages.SendFailed(context.Logger, node.Path, node.Data!.DirtyBytes, text, result.Error?.RequestId);
        context.Metrics.AddWriteFailure($"{context.Time.GetUtcNow():u} {node.Path}: {text}");
    }

    private int RunLength() => Math.Min(MaxRunLength, context.Store.MaxWriteLength) / Block.Size * Block.Size;
}
