using System.Buffers;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Core.Store;
using Nito.AsyncEx;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// Requests about nodes: finds the path at the last moment and keeps it true while the request is under way. A directory that
/// moves would change the path of everything below it, so its rename waits for all requests and holds all others back; a file
/// that moves holds only its own gate. Callers hold the node's gate where the request reads or changes its bytes. Thread-safe.
/// </summary>
internal sealed class NodeStore(IShareStore store, int concurrency, FsMetrics metrics) : IDisposable
{
    private const int MaxPathLength = 2048;

    private readonly AsyncReaderWriterLock _tree = new();
    private readonly RequestScheduler _scheduler = new(concurrency);

    public int MaxWriteLength => store.MaxWriteLength;

    public ValueTask<FsResult<ListPage>> ListPageAsync(
        Node directory, string? prefix, string? marker, int? maxResults, CancellationToken cancellationToken) =>
        SendAsync(
            StoreOperation.List, directory, (path, ct) => store.ListPageAsync(path, prefix, marker, maxResults, ct), cancellationToken);

    public ValueTask<FsResult<EntryInfo>> GetEntryAsync(Node node, CancellationToken cancellationToken) =>
        SendAsync(StoreOperation.GetEntry, node, (path, ct) => store.GetEntryAsync(path, node.Kind, ct), cancellationToken);

    public ValueTask<FsResult<long>> ReadRangeAsync(
        Node node, ByteRange range, IRangeSink sink, RequestPriority priority, CancellationToken cancellationToken) =>
        SendAsync(
            StoreOperation.ReadRange, node, (path, ct) => store.ReadRangeAsync(path, range, sink, ct), cancellationToken, priority);

    public ValueTask<FsResult<WrittenRange>> WriteRangeAsync(
        Node node, long offset, ReadOnlySequence<byte> data, bool preserveLastWritten, CancellationToken cancellationToken) =>
        SendAsync(
            StoreOperation.WriteRange,
            node,
            (path, ct) => store.WriteRangeAsync(path, offset, data, preserveLastWritten, ct),
            cancellationToken);

    public ValueTask<FsResult<WrittenRange>> ClearRangeAsync(Node node, ByteRange range, CancellationToken cancellationToken) =>
        SendAsync(StoreOperation.ClearRange, node, (path, ct) => store.ClearRangeAsync(path, range, false, ct), cancellationToken);

    public ValueTask<FsResult<IReadOnlyList<ByteRange>>> ListRangesAsync(
        Node node, ByteRange within, CancellationToken cancellationToken) =>
        SendAsync(StoreOperation.ListRanges, node, (path, ct) => store.ListRangesAsync(path, within, ct), cancellationToken);

    public ValueTask<FsResult<EntryInfo>> SetPropertiesAsync(Node node, PropertyChanges changes, CancellationToken cancellationToken) =>
        SendAsync(
            StoreOperation.SetProperties, node, (path, ct) => store.SetPropertiesAsync(path, node.Kind, changes, ct), cancellationToken);

    public ValueTask<FsResult<EntryInfo>> CreateAsync(Node parent, string name, EntryKind kind, CancellationToken cancellationToken) =>
        SendAsync(
            StoreOperation.Create,
            parent,
            (path, ct) => IsTooLong(path, name)
                ? new(FsStatus.NameTooLong)
                : kind == EntryKind.Directory
                    ? store.CreateDirectoryAsync(path.Append(name), default, ct)
                    : store.CreateFileAsync(path.Append(name), 0, default, ct),
            cancellationToken);

    public ValueTask<FsResult<Unit>> DeleteAsync(Node node, CancellationToken cancellationToken) =>
        SendAsync(StoreOperation.Delete, node, (path, ct) => store.DeleteAsync(path, node.Kind, ct), cancellationToken);

    /// <summary>Moves a node at the share; for a directory with the whole tree held still.</summary>
    public async ValueTask<FsResult<EntryInfo>> RenameAsync(
        Node node, Node parent, string name, RenameOptions options, Action<EntryInfo> moved, CancellationToken cancellationToken)
    {
        using IDisposable tree = node.IsDirectory
            ? await _tree.WriterLockAsync(cancellationToken).ConfigureAwait(false)
            : await _tree.ReaderLockAsync(cancellationToken).ConfigureAwait(false);
        SharePath destination = parent.Path;
        if (IsTooLong(destination, name))
            return FsStatus.NameTooLong;
        using RequestScheduler.Slot slot = await _scheduler.EnterAsync(RequestPriority.Demand, cancellationToken).ConfigureAwait(false);
        FsResult<EntryInfo> result = await metrics.MeasureAsync(
            StoreOperation.Rename,
            store.RenameAsync(node.Path, destination.Append(name), node.Kind, options, cancellationToken)).ConfigureAwait(false);
        if (result.IsOk)
            moved(result.Value);
        return result;
    }

    public ValueTask<FsResult<ShareUsage>> GetUsageAsync(CancellationToken cancellationToken) =>
        metrics.MeasureAsync(StoreOperation.GetUsage, store.GetUsageAsync(cancellationToken));

    public void Dispose() => _scheduler.Dispose();

    private static bool IsTooLong(SharePath parent, string name) => parent.Value.Length + 1 + name.Length > MaxPathLength;

    private async ValueTask<FsResult<T>> SendAsync<T>(
        StoreOperation operation,
        Node node,
        Func<SharePath, CancellationToken, ValueTask<FsResult<T>>> request,
        CancellationToken cancellationToken,
        RequestPriority priority = RequestPriority.Demand)
    {
        using IDisposable tree = await _tree.ReaderLockAsync(cancellationToken).ConfigureAwait(false);
        if (node.IsStale)
            return FsStatus.StaleHandle;
        using RequestScheduler.Slot slot = await _scheduler.EnterAsync(priority, cancellationToken).ConfigureAwait(false);
        return await metrics.MeasureAsync(operation, request(node.Path, cancellationToken)).ConfigureAwait(false);
    }
}
