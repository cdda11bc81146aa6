using System.Threading.Channels;
using AzFilesMount.Core.Data;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Core.Memory;
using AzFilesMount.Core.Metadata;
using AzFilesMount.Core.Store;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// A mounted share: turns what a kernel asks into look-ups in the caches and, where those do not suffice, requests. Holds the
/// handles and the order of steps; the knowledge is in the parts it calls. Thread-safe.
/// </summary>
public sealed class ShareFileSystem : IFileSystem, IAsyncDisposable
{
    private const int NotificationCapacity = 1 << 16;

    /// <summary>How long the end of the mount may wait for what programs have not closed.</summary>
    private static readonly TimeSpan LastReleases = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HandleTable<OpenFile> _files = new();
    private readonly HandleTable<OpenDirectory> _directories = new();
    private readonly EngineContext _context;
    private readonly NodeResolver _resolver;
    private readonly FileReader _reader;
    private readonly FileFlusher _flusher;
    private readonly FileWriter _writer;
    private readonly FileShaper _shaper;
    private readonly NameChanger _names;
    private readonly DirectoryReader _listings;
    private readonly VolumeMeter _volume;
    private readonly Resender _resender;

    private ShareFileSystem(IShareStore store, EntryInfo root, ShareFileSystemOptions options, ILogger logger, TimeProvider time)
    {
        var pool = new BlockPool(options.MemoryBudget);
        var cache = new BlockCache(pool);
        var budget = new DirtyBudget(pool.Capacity / 2);
        var metrics = new FsMetrics();
        _context = new EngineContext(
            options,
            new NodeTable(root, time.GetTimestamp(), entry => NewData(cache, budget, entry)),
            new NodeStore(store, options.Concurrency, metrics),
            new DirectoryCache(options.MetadataBudget, options.DirectoryTtl, options.NegativeTtl, time),
            cache,
            pool,
            budget,
            metrics,
            Channel.CreateBounded<NodeNotification>(
                new BoundedChannelOptions(NotificationCapacity) { FullMode = BoundedChannelFullMode.DropOldest }),
            time,
            logger,
            _stopping.Token);
        _resolver = new NodeResolver(_context);
        _reader = new FileReader(_context, _resolver);
        _flusher = new FileFlusher(_context);
        _writer = new FileWriter(_context, _flusher);
        _shaper = new FileShaper(_context, _flusher);
        _names = new NameChanger(_context, _resolver);
        _listings = new DirectoryReader(_context, _resolver);
        _volume = new VolumeMeter(_context);
        _resender = new Resender(_context, _flusher);
    }

    public ChannelReader<NodeNotification> Notifications => _context.Notifications.Reader;

    private bool IsReadOnly => _context.Options.ReadOnly;

    /// <summary>Asks the share for the root of the mount and stands ready. The store stays the caller's to dispose.</summary>
    public static async Task<FsResult<ShareFileSystem>> OpenAsync(
        IShareStore store,
        ShareFileSystemOptions options,
        ILogger<ShareFileSystem> logger,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        FsResult<EntryInfo> root = await store.GetEntryAsync(SharePath.Root, EntryKind.Directory, cancellationToken)
            .ConfigureAwait(false);
        return root.IsOk
            ? new ShareFileSystem(store, root.Value with { Name = "" }, options, logger, time ?? TimeProvider.System)
            : root.As<ShareFileSystem>();
    }

    public ValueTask<FsResult<NodeInfo>> LookupAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        TryResolve(parent, name, out Node directory, out string shareName, out FsStatus refused)
            ? CancelledAsStatusAsync(LookupAsync(directory, shareName, cancellationToken))
            : new(refused);

    public void Forget(NodeId node, long references) => _context.Nodes.Forget(node, references);

    public ValueTask<FsResult<NodeInfo>> GetAttributesAsync(NodeId node, CancellationToken cancellationToken) =>
        _context.Nodes.Find(node) is { } found
            ? CancelledAsStatusAsync(GetAttributesAsync(found, cancellationToken))
            : new(FsStatus.StaleHandle);

    public ValueTask<FsResult<NodeInfo>> SetAttributesAsync(
        NodeId node, HandleId handle, AttributeChanges changes, CancellationToken cancellationToken)
    {
        if ((_files.Find(handle)?.Node ?? _context.Nodes.Find(node)) is not { } found)
            return new(FsStatus.StaleHandle);
        if (changes.IsEmpty)
            return new(_resolver.Describe(found));
        if (IsReadOnly)
            return new(FsStatus.ReadOnlyMount);
        return changes.Length is not null && found.IsDirectory
            ? new(FsStatus.IsDirectory)
            : CancelledAsStatusAsync(SetAttributesAsync(found, changes, cancellationToken));
    }

    public ValueTask<FsResult<OpenedFile>> OpenAsync(NodeId node, OpenAccess access, bool truncate, CancellationToken cancellationToken)
    {
        if (_context.Nodes.Find(node) is not { } found)
            return new(FsStatus.StaleHandle);
        return found.IsDirectory
            ? new(FsStatus.IsDirectory)
            : CancelledAsStatusAsync(OpenNodeAsync(found, access, truncate, cancellationToken));
    }

    public ValueTask<FsResult<CreatedFile>> CreateFileAsync(
        NodeId parent, string name, CreateFileOptions options, CancellationToken cancellationToken) =>
        TryResolve(parent, name, out Node directory, out string shareName, out FsStatus refused)
            ? CancelledAsStatusAsync(CreateFileAsync(directory, shareName, options, cancellationToken))
            : new(refused);

    public ValueTask<FsResult<NodeInfo>> CreateDirectoryAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        TryResolveForChange(parent, name, out Node directory, out string shareName, out FsStatus refused)
            ? CancelledAsStatusAsync(CreateDirectoryAsync(directory, shareName, cancellationToken))
            : new(refused);

    public ValueTask<FsResult<int>> ReadAsync(HandleId handle, long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        _files.Find(handle) is { } file
            ? CancelledAsStatusAsync(_reader.ReadAsync(file, offset, buffer, cancellationToken))
            : new(FsStatus.BadHandle);

    public ValueTask<FsResult<int>> WriteAsync(
        HandleId handle, long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        TryFindWritable(handle, offset + data.Length, out OpenFile file, out FsStatus refused)
            ? CancelledAsStatusAsync(_writer.WriteAsync(file, offset, data, cancellationToken))
            : new(refused);

    public ValueTask<FsResult<Unit>> FlushAsync(HandleId handle, CancellationToken cancellationToken) =>
        SendAsync(handle, cancellationToken);

    public ValueTask<FsResult<Unit>> FsyncAsync(HandleId handle, CancellationToken cancellationToken) =>
        SendAsync(handle, cancellationToken);

    public async ValueTask<FsResult<Unit>> ReleaseAsync(HandleId handle)
    {
        if (_files.Remove(handle) is not { } file)
            return FsStatus.BadHandle;
        Node node = file.Node;
        bool isLast = _context.Nodes.HandleClosed(node);
        FsResult<Unit> result = isLast ? await CloseLastAsync(node).ConfigureAwait(false) : Unit.Ok;
        _context.Nodes.RemoveIfUnused(node);
        return result;
    }

    public ValueTask<FsResult<Unit>> AllocateAsync(
        HandleId handle, AllocateMode mode, long offset, long length, CancellationToken cancellationToken) =>
        TryFindWritable(handle, offset + length, out OpenFile file, out FsStatus refused)
            ? CancelledAsStatusAsync(_shaper.AllocateAsync(file.Node, mode, new ByteRange(offset, length), cancellationToken))
            : new(refused);

    public ValueTask<FsResult<long>> SeekAsync(HandleId handle, SeekKind kind, long offset, CancellationToken cancellationToken) =>
        _files.Find(handle) is { } file
            ? CancelledAsStatusAsync(_shaper.SeekAsync(file.Node, kind, offset, cancellationToken))
            : new(FsStatus.BadHandle);

    public ValueTask<FsResult<HandleId>> OpenDirectoryAsync(NodeId node, CancellationToken cancellationToken)
    {
        if (_context.Nodes.Find(node) is not { } found)
            return new(FsStatus.StaleHandle);
        if (!found.IsDirectory)
            return new(FsStatus.NotDirectory);
        _context.Nodes.HandleOpened(found);
        return new(_directories.Add(id => new OpenDirectory(id, found)).Id);
    }

    public ValueTask<FsResult<int>> ReadDirectoryAsync(
        HandleId handle, long cookie, IDirectorySink sink, bool withReferences, CancellationToken cancellationToken) =>
        _directories.Find(handle) is { } directory
            ? CancelledAsStatusAsync(_listings.ReadAsync(directory, cookie, sink, withReferences, cancellationToken))
            : new(FsStatus.BadHandle);

    public void ReleaseDirectory(HandleId handle)
    {
        if (_directories.Remove(handle) is not { } directory)
            return;
        _context.Nodes.HandleClosed(directory.Node);
        _context.Nodes.RemoveIfUnused(directory.Node);
    }

    public ValueTask<FsResult<Unit>> DeleteFileAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        DeleteAsync(parent, name, EntryKind.File, cancellationToken);

    public ValueTask<FsResult<Unit>> DeleteDirectoryAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        DeleteAsync(parent, name, EntryKind.Directory, cancellationToken);

    public ValueTask<FsResult<Unit>> RenameAsync(
        NodeId parent, string name, NodeId newParent, string newName, RenameFlags flags, CancellationToken cancellationToken) =>
        TryResolveForChange(parent, name, out Node from, out string shareName, out FsStatus refused)
            && TryResolveForChange(newParent, newName, out Node to, out string newShareName, out refused)
            ? CancelledAsStatusAsync(_names.RenameAsync(from, shareName, to, newShareName, flags, cancellationToken))
            : new(refused);

    public ValueTask<FsResult<VolumeInfo>> GetVolumeAsync(CancellationToken cancellationToken) => _volume.GetAsync(cancellationToken);

    /// <summary>Brings every unsent byte to the share; reports how many are left. The first failure is returned, the rest still tried.</summary>
    public Task<FsResult<Unit>> DrainAsync(IProgress<long>? remaining, CancellationToken cancellationToken) =>
        _resender.DrainAsync(remaining, cancellationToken);

    /// <summary>Paths of files with bytes that are not on the share.</summary>
    public IReadOnlyList<string> GetUnsentFiles() => [.. _context.Nodes.Dirty().Select(node => node.Path.ToString())];

    public StatsSnapshot GetStats() => _context.Metrics.Snapshot() with
    {
        DirtyBytes = _context.Nodes.Dirty().Sum(node => node.Data!.DirtyBytes),
        DirtyFiles = _context.Nodes.Dirty().Count,
        MemoryUsage = _context.Pool.Usage,
        Nodes = _context.Nodes.Count,
        OpenHandles = _files.Count + _directories.Count,
    };

    /// <summary>
    /// Closes what is still open and stops background work. Drain first: what cannot be sent now is lost.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAllAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _resender.DisposeAsync().ConfigureAwait(false);
        _context.Notifications.Writer.TryComplete();
        _context.Directories.Dispose();
        _context.Metrics.Dispose();
        _stopping.Dispose();
    }

    private static FileData NewData(BlockCache cache, DirtyBudget budget, EntryInfo entry)
    {
        var data = new FileData(cache, budget);
        data.Adopt(entry);
        return data;
    }

    private bool TryResolve(NodeId parent, string name, out Node directory, out string shareName, out FsStatus refused)
    {
        FsResult<string> encoded = NameCodec.Encode(name);
        directory = _context.Nodes.Find(parent)!;
        shareName = encoded.IsOk ? encoded.Value : "";
        refused = !encoded.IsOk ? encoded.Status
            : directory is null or { IsStale: true } ? FsStatus.StaleHandle
            : !directory.IsDirectory ? FsStatus.NotDirectory
            : FsStatus.Ok;
        return refused == FsStatus.Ok;
    }

    private bool TryResolveForChange(NodeId parent, string name, out Node directory, out string shareName, out FsStatus refused)
    {
        bool resolved = TryResolve(parent, name, out directory, out shareName, out refused);
        if (resolved && IsReadOnly)
            refused = FsStatus.ReadOnlyMount;
        return resolved && !IsReadOnly;
    }

    private bool TryFindWritable(HandleId handle, long end, out OpenFile file, out FsStatus refused)
    {
        file = _files.Find(handle)!;
        refused = file is null || !file.Access.HasFlag(OpenAccess.Write) ? FsStatus.BadHandle
            : end > FileLimits.MaxLength ? FsStatus.TooLarge
            : FsStatus.Ok;
        return refused == FsStatus.Ok;
    }

    /// <summary>The end of every path that can wait: the kernel gets a status where the parts below throw for a cancelled wait.</summary>
    private static async ValueTask<FsResult<T>> CancelledAsStatusAsync<T>(ValueTask<FsResult<T>> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return FsStatus.Cancelled;
        }
    }

    private async ValueTask<FsResult<NodeInfo>> LookupAsync(Node directory, string name, CancellationToken cancellationToken)
    {
        FsResult<Node> found = await _resolver.FindAsync(directory, name, cancellationToken).ConfigureAwait(false);
        return found.IsOk ? DescribeAs(found.Value, name) : found.As<NodeInfo>();
    }

    private async ValueTask<FsResult<NodeInfo>> GetAttributesAsync(Node node, CancellationToken cancellationToken)
    {
        // A file that is gone from the share still answers those who have it open.
        if (node.IsStale && node.OpenHandles > 0)
            return _resolver.Describe(node);
        FsResult<Unit> fresh = await _resolver.RefreshAsync(node, cancellationToken).ConfigureAwait(false);
        return fresh.IsOk ? _resolver.Describe(node) : fresh.As<NodeInfo>();
    }

    private async ValueTask<FsResult<NodeInfo>> SetAttributesAsync(Node node, AttributeChanges changes, CancellationToken cancellationToken)
    {
        FsResult<Unit> set = await _shaper.SetAttributesAsync(node, changes, cancellationToken).ConfigureAwait(false);
        return set.IsOk ? _resolver.Describe(node) : set.As<NodeInfo>();
    }

    private async ValueTask<FsResult<CreatedFile>> CreateFileAsync(
        Node directory, string name, CreateFileOptions options, CancellationToken cancellationToken)
    {
        FsResult<Node> existing = await _resolver.FindBeforeCreateAsync(directory, name, cancellationToken).ConfigureAwait(false);
        if (existing.IsOk)
            return await OpenExistingAsync(existing.Value, name, options, cancellationToken).ConfigureAwait(false);
        if (existing.Status != FsStatus.NotFound)
            return existing.As<CreatedFile>();
        if (IsReadOnly)
            return FsStatus.ReadOnlyMount;
        FsResult<Node> created = await _names.CreateAsync(directory, name, EntryKind.File, cancellationToken).ConfigureAwait(false);
        if (!created.IsOk)
            return created.As<CreatedFile>();
        if (options.ReadOnly)
            created.Value.PendingAttributes = created.Value.Entry.Attributes | ShareAttributes.ReadOnly;
        OpenedFile opened = AddHandle(created.Value, options.Access);
        return new CreatedFile(_resolver.Describe(created.Value), opened);
    }

    private async ValueTask<FsResult<NodeInfo>> CreateDirectoryAsync(Node directory, string name, CancellationToken cancellationToken)
    {
        FsResult<Node> created = await _names.CreateAsync(directory, name, EntryKind.Directory, cancellationToken).ConfigureAwait(false);
        return created.IsOk ? _resolver.Describe(created.Value) : created.As<NodeInfo>();
    }

    /// <summary>
    /// A node as found by a name. Another spelling than the share's own gets an id of its own, and as it outlives the file in the
    /// kernel's cache, the kernel must ask for it each time.
    /// </summary>
    private NodeInfo DescribeAs(Node node, string name)
    {
        NodeInfo info = _resolver.Describe(node);
        return node.Name == name ? info : info with { Id = _context.Nodes.ReferAsAlias(node), NameValid = TimeSpan.Zero };
    }

    private async ValueTask<FsResult<OpenedFile>> OpenNodeAsync(
        Node node, OpenAccess access, bool truncate, CancellationToken cancellationToken)
    {
        bool writes = truncate || access.HasFlag(OpenAccess.Write);
        if (writes && IsReadOnly)
            return FsStatus.ReadOnlyMount;
        FsResult<Unit> fresh = await _resolver.RefreshAsync(node, cancellationToken).ConfigureAwait(false);
        if (!fresh.IsOk)
            return fresh.As<OpenedFile>();
        if (writes && (node.PendingAttributes ?? node.Entry.Attributes).HasFlag(ShareAttributes.ReadOnly))
            return FsStatus.AccessDenied;
        if (truncate)
        {
            FsResult<Unit> cut = await _shaper.SetLengthAsync(node, 0, cancellationToken).ConfigureAwait(false);
            if (!cut.IsOk)
                return cut.As<OpenedFile>();
        }
        return AddHandle(node, access);
    }

    private async ValueTask<FsResult<CreatedFile>> OpenExistingAsync(
        Node node, string name, CreateFileOptions options, CancellationToken cancellationToken)
    {
        FsResult<OpenedFile> opened = options.Exclusive ? FsStatus.AlreadyExists
            : node.IsDirectory ? FsStatus.IsDirectory
            : await OpenNodeAsync(node, options.Access, options.Truncate, cancellationToken).ConfigureAwait(false);
        if (opened.IsOk)
            return new CreatedFile(DescribeAs(node, name), opened.Value);
        _context.Nodes.Forget(node.Id, 1);
        return opened.As<CreatedFile>();
    }

    private OpenedFile AddHandle(Node node, OpenAccess access)
    {
        _context.Nodes.HandleOpened(node);
        OpenFile file = _files.Add(id => new OpenFile(id, node, access, new ReadAhead(_context.Options.ReadAhead)));
        uint generation = node.Data!.Generation;
        // Two spellings of one file have two page caches in the kernel: neither is kept while the other may have been written.
        bool keepCache = node.KernelGeneration == generation && node.AliasId is null;
        node.KernelGeneration = generation;
        return new OpenedFile(file.Id, keepCache);
    }

    private ValueTask<FsResult<Unit>> SendAsync(HandleId handle, CancellationToken cancellationToken)
    {
        if (_files.Find(handle) is not { } file)
            return new(FsStatus.BadHandle);
        // Nobody can ever read a deleted file by name again: its bytes need not travel.
        return file.Node.DeleteOnRelease
            ? new(Unit.Ok)
            : CancelledAsStatusAsync(new ValueTask<FsResult<Unit>>(_flusher.FlushAsync(file.Node, cancellationToken)));
    }

    /// <summary>A kernel connection that is cut drops the releases still queued, and with them the end of files deleted while open.</summary>
    private async Task ReleaseAllAsync()
    {
        _stopping.CancelAfter(LastReleases);
        foreach (OpenFile file in _files.All())
            await ReleaseAsync(file.Id).ConfigureAwait(false);
    }

    private async ValueTask<FsResult<Unit>> CloseLastAsync(Node node)
    {
        if (node.DeleteOnRelease)
        {
            node.Data!.Clear();
            FsResult<Unit> deleted = await _names.DeleteAsync(node, _stopping.Token).ConfigureAwait(false);
            if (!deleted.IsOk)
                LogMessages.HiddenFileLeft(_context.Logger, node.Path, deleted.Status);
            return Unit.Ok;
        }
        // A memory map may have written after the last close; nobody is left to hear of a failure but the log and the status.
        FsResult<Unit> sent = await _flusher.FlushAsync(node, _stopping.Token).ConfigureAwait(false);
        if (sent.Status is FsStatus.StaleHandle or FsStatus.NotFound or FsStatus.ParentNotFound)
        {
            LogMessages.BytesLost(_context.Logger, node.Path, node.Data!.DirtyBytes);
            node.Data.Clear();
        }
        return sent;
    }

    private ValueTask<FsResult<Unit>> DeleteAsync(NodeId parent, string name, EntryKind kind, CancellationToken cancellationToken) =>
        TryResolveForChange(parent, name, out Node directory, out string shareName, out FsStatus refused)
            ? CancelledAsStatusAsync(_names.DeleteAsync(directory, shareName, kind, cancellationToken))
            : new(refused);
}
