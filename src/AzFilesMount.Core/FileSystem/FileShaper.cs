using AzFilesMount.Core.Data;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Changes a file's length, holes, attributes and times. Holds the node's gate while the share is asked. Thread-safe.</summary>
internal sealed class FileShaper(EngineContext context, FileFlusher flusher)
{
    public async ValueTask<FsResult<Unit>> SetAttributesAsync(Node node, AttributeChanges changes, CancellationToken cancellationToken)
    {
        using IDisposable gate = await node.Gate.WriterLockAsync(cancellationToken).ConfigureAwait(false);
        if (changes.Length is { } length)
        {
            FsResult<Unit> resized = await SetLengthLockedAsync(node, length, cancellationToken).ConfigureAwait(false);
            if (!resized.IsOk)
                return resized;
        }
        PropertyChanges properties = Properties(node, changes);
        if (properties == default)
            return Unit.Ok;
        // Bytes sent later would stamp their own time and be refused by a read-only file: they go first.
        if (node.Data is not null && await flusher.FlushLockedAsync(node).ConfigureAwait(false) is { IsOk: false } failed)
            return failed;
        return await SetPropertiesAsync(node, properties, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<FsResult<Unit>> SetLengthAsync(Node node, long length, CancellationToken cancellationToken)
    {
        using IDisposable gate = await node.Gate.WriterLockAsync(cancellationToken).ConfigureAwait(false);
        return await SetLengthLockedAsync(node, length, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<FsResult<Unit>> AllocateAsync(
        Node node, AllocateMode mode, ByteRange range, CancellationToken cancellationToken)
    {
        using IDisposable gate = await node.Gate.WriterLockAsync(cancellationToken).ConfigureAwait(false);
        bool grows = mode is AllocateMode.Extend or AllocateMode.ZeroRange && range.End > node.Data!.Length;
        if (grows && await SetLengthLockedAsync(node, range.End, cancellationToken).ConfigureAwait(false) is { IsOk: false } failed)
            return failed;
        return mode is AllocateMode.PunchHole or AllocateMode.ZeroRange
            ? await ZeroAsync(node, range, cancellationToken).ConfigureAwait(false)
            : Unit.Ok;
    }

    /// <summary>The next data or hole, from the share's own list of ranges.</summary>
    public async ValueTask<FsResult<long>> SeekAsync(Node node, SeekKind kind, long offset, CancellationToken cancellationToken)
    {
        FsResult<Unit> sent = await flusher.FlushAsync(node, cancellationToken).ConfigureAwait(false);
        if (!sent.IsOk)
            return sent.As<long>();
        long length = node.Data!.Length;
        if (offset >= length || offset < 0)
            return FsStatus.EndOfFile;
        FsResult<IReadOnlyList<ByteRange>> ranges = await context.Store
            .ListRangesAsync(node, new ByteRange(offset, length - offset), cancellationToken).ConfigureAwait(false);
        return ranges.IsOk ? Seek(ranges.Value, kind, offset, length) : ranges.As<long>();
    }

    private static FsResult<long> Seek(IReadOnlyList<ByteRange> ranges, SeekKind kind, long offset, long length)
    {
        long hole = offset;
        foreach (ByteRange range in ranges)
        {
            if (range.End <= offset)
                continue;
            if (kind == SeekKind.Data)
                return Math.Max(range.Offset, offset);
            if (range.Offset > hole)
                break;
            hole = Math.Max(hole, range.End);
        }
        return kind == SeekKind.Data ? FsStatus.EndOfFile : Math.Min(hole, length);
    }

    private static PropertyChanges Properties(Node node, AttributeChanges changes)
    {
        ShareAttributes present = node.PendingAttributes ?? node.Entry.Attributes;
        ShareAttributes? attributes = changes.Attributes ?? (changes.ReadOnly, node.IsDirectory) switch
        {
            (true, false) => present | ShareAttributes.ReadOnly,
            (false, false) => present & ~ShareAttributes.ReadOnly,
            _ => null,
        };
        return new PropertyChanges
        {
            Attributes = attributes == present ? null : attributes,
            Created = changes.Created,
            LastWritten = changes.LastWritten,
            Changed = changes.Changed,
        };
    }

    private async ValueTask<FsResult<Unit>> SetLengthLockedAsync(Node node, long length, CancellationToken cancellationToken)
    {
        FileData data = node.Data!;
        if (length == data.Length && length == data.BaseLength)
            return Unit.Ok;
        // Cutting unsent growth needs nothing of the share while what is left there stays as it is.
        if (length >= data.BaseLength && length < data.Length)
        {
            data.Truncate(length);
            if (data.IsDirty || length == data.BaseLength)
                return Unit.Ok;
        }
        return await SetPropertiesAsync(
            node, new PropertyChanges { Length = length, LastWritten = context.Time.GetUtcNow().UtcDateTime }, cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask<FsResult<Unit>> SetPropertiesAsync(Node node, PropertyChanges changes, CancellationToken cancellationToken)
    {
        FsResult<EntryInfo> result = await context.Store.SetPropertiesAsync(node, changes, cancellationToken).ConfigureAwait(false);
        if (!result.IsOk)
            return result.As<Unit>();
        if (changes.Attributes is not null)
            node.PendingAttributes = null;
        if (changes.Length is { } length)
        {
            node.Data!.Truncate(Math.Min(length, node.Data.Length));
            node.Data.SetBaseLength(length, result.Value.ETag);
        }
        Settle(node, result.Value);
        return Unit.Ok;
    }

    private async ValueTask<FsResult<Unit>> ZeroAsync(Node node, ByteRange range, CancellationToken cancellationToken)
    {
        FsResult<Unit> sent = await flusher.FlushLockedAsync(node).ConfigureAwait(false);
        if (!sent.IsOk)
            return sent;
        FileData data = node.Data!;
        var inside = new ByteRange(range.Offset, Math.Min(range.End, data.BaseLength) - range.Offset);
        if (inside.Length <= 0)
            return Unit.Ok;
        FsResult<WrittenRange> cleared = await context.Store.ClearRangeAsync(node, inside, cancellationToken).ConfigureAwait(false);
        if (!cleared.IsOk)
            return cleared.As<Unit>();
        data.DropClean(inside);
        Settle(node, node.Entry with
        {
            ETag = cleared.Value.ETag,
            LastWritten = cleared.Value.LastWritten == default ? node.Entry.LastWritten : cleared.Value.LastWritten,
            Changed = cleared.Value.ETag.ChangeTime ?? node.Entry.Changed,
        });
        return Unit.Ok;
    }

    private void Settle(Node node, EntryInfo entry)
    {
        node.Data?.AdvanceVersion(entry.ETag);
        node.Confirm(entry with { Name = node.Name, Length = node.Data?.BaseLength ?? 0 }, context.Time.GetTimestamp());
        context.Publish(node);
    }
}
