using AzFilesMount.Core.Data;
using AzFilesMount.Core.Store;
using Nito.AsyncEx;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// One file or directory of the share that the kernel or an open handle refers to. Where it lies changes with renames; what it is
/// does not. Fields that the table counts with are guarded by the table.
/// </summary>
internal sealed class Node
{
    private volatile Location _location;
    private volatile Confirmation _confirmation;
    private int _streaming;

    public Node(NodeId id, Node? parent, EntryInfo entry, long confirmedAt, FileData? data)
    {
        Id = id;
        FileId = entry.FileId;
        Kind = entry.Kind;
        _location = new Location(parent, entry.Name);
        _confirmation = new Confirmation(entry, confirmedAt);
        Data = data;
    }

    private sealed record Location(Node? Parent, string Name);

    private sealed record Confirmation(EntryInfo Entry, long At);

    public NodeId Id { get; }

    public ulong FileId { get; }

    public EntryKind Kind { get; }

    public bool IsDirectory => Kind == EntryKind.Directory;

    /// <summary>The bytes of a file; null for a directory.</summary>
    public FileData? Data { get; }

    /// <summary>Shared by requests that read the file, exclusive for those that change or move it.</summary>
    public AsyncReaderWriterLock Gate { get; } = new();

    public Node? Parent => _location.Parent;

    /// <summary>The name as the share spells it.</summary>
    public string Name => _location.Name;

    /// <summary>What the share said last, this mount's own sent changes included.</summary>
    public EntryInfo Entry => _confirmation.Entry;

    /// <summary>The timestamp before the request that brought <see cref="Entry"/>.</summary>
    public long ConfirmedAt => _confirmation.At;

    /// <summary>The name at the share now means something else or nothing: requests by path would hit the wrong file.</summary>
    public bool IsStale { get; set; }

    /// <summary>Deleted here while open: lives on under a hidden name until the last handle closes.</summary>
    public bool DeleteOnRelease { get; set; }

    /// <summary>Attributes to set once the unsent bytes are on the share: a file created read-only must still take them.</summary>
    public ShareAttributes? PendingAttributes { get; set; }

    /// <summary>The generation of the bytes that the kernel may have cached; null before the first open.</summary>
    public uint? KernelGeneration { get; set; }

    internal Dictionary<string, Node>? Children { get; set; }

    internal long References { get; set; }

    /// <summary>
    /// The id under which the kernel knows this node by another spelling of its name: with one id for both it would take a rename
    /// that changes only case for one that changes nothing. Null while no such spelling is in use.
    /// </summary>
    internal NodeId? AliasId { get; set; }

    internal long AliasReferences { get; set; }

    internal int OpenHandles { get; set; }

    /// <summary>The path to send now. Stable while the caller holds the tree gate and this node's gate.</summary>
    public SharePath Path => Parent is { } parent ? parent.Path.Append(Name) : SharePath.Root;

    public void Confirm(EntryInfo entry, long at) => _confirmation = new Confirmation(entry, at);

    public void Move(Node? parent, string name)
    {
        _location = new Location(parent, name);
        _confirmation = new Confirmation(_confirmation.Entry with { Name = name }, _confirmation.At);
    }

    /// <summary>False while finished runs of this file are being sent already.</summary>
    public bool TryBeginStreaming() => Interlocked.CompareExchange(ref _streaming, 1, 0) == 0;

    public void EndStreaming() => Volatile.Write(ref _streaming, 0);
}
