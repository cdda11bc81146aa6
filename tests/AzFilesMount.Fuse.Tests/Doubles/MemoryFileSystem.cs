using System.Threading.Channels;
using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Fuse.Tests.Doubles;

/// <summary>
/// An <see cref="IFileSystem"/> in memory. Answers at once unless <see cref="Gate"/> holds an operation back; fails with what
/// <see cref="Failure"/> says.
/// </summary>
internal sealed class MemoryFileSystem : IFileSystem
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, MemoryNode> _nodes = [];
    private readonly Dictionary<ulong, MemoryNode> _handles = [];
    private readonly Dictionary<ulong, KeyValuePair<string, MemoryNode>[]> _listings = [];
    private readonly Channel<NodeNotification> _notifications = Channel.CreateBounded<NodeNotification>(16);
    private ulong _lastId = 1;
    private ulong _lastHandle = 100;

    public MemoryFileSystem()
    {
        Root = new MemoryNode(1, EntryKind.Directory) { Written = DateTime.UnixEpoch.AddSeconds(1_700_000_000) };
        _nodes[1] = Root;
    }

    public MemoryNode Root { get; }

    public TimeSpan Valid { get; set; } = TimeSpan.FromSeconds(1);

    public bool KeepCache { get; set; }

    /// <summary>Called with the name of each operation; what it returns is waited for before the operation is done.</summary>
    public Func<string, CancellationToken, Task>? Gate { get; set; }

    /// <summary>What an operation shall fail with; <see cref="FsStatus.Ok"/> lets it be.</summary>
    public Func<string, FsStatus>? Failure { get; set; }

    /// <summary>The last arguments of the operations that tests look at.</summary>
    public List<string> Calls { get; } = [];

    public ChannelReader<NodeNotification> Notifications => _notifications.Reader;

    public int OpenHandles
    {
        get
        {
            lock (_lock)
                return _handles.Count + _listings.Count;
        }
    }

    public ValueTask NotifyAsync(NodeNotification notification) => _notifications.Writer.WriteAsync(notification);

    public MemoryNode AddFile(string name, byte[] content, MemoryNode? parent = null)
    {
        lock (_lock)
        {
            var node = Make(parent ?? Root, name, EntryKind.File);
            node.Data = content;
            node.Length = content.Length;
            return node;
        }
    }

    public MemoryNode AddDirectory(string name)
    {
        lock (_lock)
            return Make(Root, name, EntryKind.Directory);
    }

    public ulong OpenHandle(MemoryNode node)
    {
        lock (_lock)
        {
            _handles[++_lastHandle] = node;
            return _lastHandle;
        }
    }

    public ValueTask<FsResult<NodeInfo>> LookupAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        Run<NodeInfo>("lookup", cancellationToken, () => Directory(parent).Children.TryGetValue(name, out var node)
            ? Refer(node)
            : FsStatus.NotFound);

    public void Forget(NodeId node, long references)
    {
        lock (_lock)
            _nodes[node.Value].References -= references;
    }

    public ValueTask<FsResult<NodeInfo>> GetAttributesAsync(NodeId node, CancellationToken cancellationToken) =>
        Run<NodeInfo>("getattr", cancellationToken, () => _nodes[node.Value].Info(Valid));

    public ValueTask<FsResult<NodeInfo>> SetAttributesAsync(
        NodeId node, HandleId handle, AttributeChanges changes, CancellationToken cancellationToken) =>
        Run<NodeInfo>("setattr", cancellationToken, () =>
        {
            Calls.Add($"setattr {handle.Value} {changes}");
            var target = _nodes[node.Value];
            if (changes.Length is { } length)
                target.SetLength((int)length);
            if (changes.ReadOnly is { } readOnly)
                target.Attributes = readOnly ? ShareAttributes.ReadOnly : ShareAttributes.None;
            if (changes.LastWritten is { } written)
                target.Written = written;
            return target.Info(Valid);
        });

    public ValueTask<FsResult<OpenedFile>> OpenAsync(
        NodeId node, OpenAccess access, bool truncate, CancellationToken cancellationToken) =>
        Run<OpenedFile>("open", cancellationToken, () =>
        {
            Calls.Add($"open {access} {truncate}");
            if (truncate)
                _nodes[node.Value].SetLength(0);
            _handles[++_lastHandle] = _nodes[node.Value];
            return new OpenedFile(new HandleId(_lastHandle), KeepCache);
        });

    public ValueTask<FsResult<CreatedFile>> CreateFileAsync(
        NodeId parent, string name, CreateFileOptions options, CancellationToken cancellationToken) =>
        Run<CreatedFile>("create", cancellationToken, () =>
        {
            Calls.Add($"create {options}");
            if (Directory(parent).Children.ContainsKey(name))
                return FsStatus.AlreadyExists;
            var node = Make(Directory(parent), name, EntryKind.File);
            node.Attributes = options.ReadOnly ? ShareAttributes.ReadOnly : ShareAttributes.None;
            _handles[++_lastHandle] = node;
            return new CreatedFile(Refer(node), new OpenedFile(new HandleId(_lastHandle), KeepCache));
        });

    public ValueTask<FsResult<NodeInfo>> CreateDirectoryAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        Run<NodeInfo>("mkdir", cancellationToken, () => Directory(parent).Children.ContainsKey(name)
            ? FsStatus.AlreadyExists
            : Refer(Make(Directory(parent), name, EntryKind.Directory)));

    // Without a closure, so that measuring reads measures the host and not this double.
    public ValueTask<FsResult<int>> ReadAsync(
        HandleId handle, long offset, Memory<byte> buffer, CancellationToken cancellationToken) => Gate is null && Failure is null
            ? new ValueTask<FsResult<int>>(Read(handle, offset, buffer))
            : RunRead(handle, offset, buffer, cancellationToken);

    public ValueTask<FsResult<int>> WriteAsync(
        HandleId handle, long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        Run<int>("write", cancellationToken, () =>
        {
            var node = _handles[handle.Value];
            node.SetLength(Math.Max(node.Length, (int)offset + data.Length));
            data.Span.CopyTo(node.Data.AsSpan((int)offset));
            return data.Length;
        });

    public ValueTask<FsResult<Unit>> FlushAsync(HandleId handle, CancellationToken cancellationToken) =>
        Run<Unit>("flush", cancellationToken, () => KnownHandle(handle));

    public ValueTask<FsResult<Unit>> FsyncAsync(HandleId handle, CancellationToken cancellationToken) =>
        Run<Unit>("fsync", cancellationToken, () => KnownHandle(handle));

    public ValueTask<FsResult<Unit>> ReleaseAsync(HandleId handle) =>
        Run<Unit>("release", CancellationToken.None, () => _handles.Remove(handle.Value) ? Unit.Ok : FsStatus.BadHandle);

    public ValueTask<FsResult<Unit>> AllocateAsync(
        HandleId handle, AllocateMode mode, long offset, long length, CancellationToken cancellationToken) =>
        Run<Unit>("allocate", cancellationToken, () =>
        {
            Calls.Add($"allocate {mode} {offset} {length}");
            return Unit.Ok;
        });

    public ValueTask<FsResult<long>> SeekAsync(HandleId handle, SeekKind kind, long offset, CancellationToken cancellationToken) =>
        Run<long>("seek", cancellationToken, () =>
        {
            var length = _handles[handle.Value].Length;
            if (offset >= length)
                return FsStatus.EndOfFile;
            return kind == SeekKind.Data ? offset : length;
        });

    public ValueTask<FsResult<HandleId>> OpenDirectoryAsync(NodeId node, CancellationToken cancellationToken) =>
        Run<HandleId>("opendir", cancellationToken, () =>
        {
            _listings[++_lastHandle] = [.. Directory(node).Children];
            return new HandleId(_lastHandle);
        });

    public ValueTask<FsResult<int>> ReadDirectoryAsync(
        HandleId handle, long cookie, IDirectorySink sink, bool withReferences, CancellationToken cancellationToken) =>
        Run<int>("readdir", cancellationToken, () =>
        {
            var taken = 0;
            var listing = _listings[handle.Value];
            for (var index = cookie; index < listing.Length; index++, taken++)
            {
                var (name, node) = listing[index];
                if (!sink.TryAdd(name, node.Info(Valid), index + 1))
                    break;
                node.References += withReferences ? 1 : 0;
            }

            return taken;
        });

    public void ReleaseDirectory(HandleId handle)
    {
        lock (_lock)
            _listings.Remove(handle.Value);
    }

    public ValueTask<FsResult<Unit>> DeleteFileAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        Run<Unit>("unlink", cancellationToken, () => Directory(parent).Children.Remove(name) ? Unit.Ok : FsStatus.NotFound);

    public ValueTask<FsResult<Unit>> DeleteDirectoryAsync(NodeId parent, string name, CancellationToken cancellationToken) =>
        Run<Unit>("rmdir", cancellationToken, () =>
        {
            if (!Directory(parent).Children.TryGetValue(name, out var node))
                return FsStatus.NotFound;
            if (node.Children.Count != 0)
                return FsStatus.DirectoryNotEmpty;
            Directory(parent).Children.Remove(name);
            return Unit.Ok;
        });

    public ValueTask<FsResult<Unit>> RenameAsync(
        NodeId parent, string name, NodeId newParent, string newName, RenameFlags flags, CancellationToken cancellationToken) =>
        Run<Unit>("rename", cancellationToken, () =>
        {
            Calls.Add($"rename {name} {newParent.Value} {newName} {flags}");
            if (!Directory(parent).Children.Remove(name, out var node))
                return FsStatus.NotFound;
            Directory(newParent).Children[newName] = node;
            return Unit.Ok;
        });

    public ValueTask<FsResult<VolumeInfo>> GetVolumeAsync(CancellationToken cancellationToken) =>
        Run<VolumeInfo>("statfs", cancellationToken, static () => new VolumeInfo(1L << 40, 1L << 39));

    private ValueTask<FsResult<int>> RunRead(
        HandleId handle, long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        Run<int>("read", cancellationToken, () => Read(handle, offset, buffer));

    // The bytes are copied outside the lock: readers must not queue for it when reads are measured.
    private FsResult<int> Read(HandleId handle, long offset, Memory<byte> buffer)
    {
        MemoryNode? node;
        lock (_lock)
        {
            if (!_handles.TryGetValue(handle.Value, out node))
                return FsStatus.BadHandle;
        }

        var length = (int)Math.Clamp(node.Length - offset, 0, buffer.Length);
        node.Data.AsSpan((int)Math.Min(offset, node.Length), length).CopyTo(buffer.Span);
        return length;
    }

    private FsResult<Unit> KnownHandle(HandleId handle) => _handles.ContainsKey(handle.Value) ? Unit.Ok : FsStatus.BadHandle;

    private ValueTask<FsResult<T>> Run<T>(string operation, CancellationToken cancellationToken, Func<FsResult<T>> body)
    {
        if (Gate?.Invoke(operation, cancellationToken) is { IsCompleted: false } gate)
            return new ValueTask<FsResult<T>>(RunLaterAsync(gate, operation, body));
        return new ValueTask<FsResult<T>>(RunNow(operation, body));
    }

    private async Task<FsResult<T>> RunLaterAsync<T>(Task gate, string operation, Func<FsResult<T>> body)
    {
        try
        {
            await gate;
        }
        catch (OperationCanceledException)
        {
            return FsStatus.Cancelled;
        }

        return RunNow(operation, body);
    }

    private FsResult<T> RunNow<T>(string operation, Func<FsResult<T>> body)
    {
        if (Failure?.Invoke(operation) is { } status and not FsStatus.Ok)
            return status;
        lock (_lock)
            return body();
    }

    private MemoryNode Directory(NodeId node) => _nodes[node.Value];

    private NodeInfo Refer(MemoryNode node)
    {
        node.References++;
        return node.Info(Valid);
    }

    private MemoryNode Make(MemoryNode parent, string name, EntryKind kind)
    {
        var node = new MemoryNode(++_lastId, kind) { Written = DateTime.UnixEpoch.AddSeconds(1_700_000_000) };
        _nodes[node.Id] = node;
        parent.Children.Add(name, node);
        return node;
    }
}
