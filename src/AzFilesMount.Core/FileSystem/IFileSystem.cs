using System.Threading.Channels;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// What a kernel can ask. Hosts translate to and from it and hold no file knowledge of their own. Thread-safe. A call that needs
/// no request completes synchronously; one that does never blocks the calling thread. Cancellation gives
/// <see cref="FsStatus.Cancelled"/>; no call throws for an expected outcome. Names are as the kernel has them.
/// </summary>
public interface IFileSystem
{
    /// <summary>Changes made elsewhere that the kernel must forget; read by the host, never written by it.</summary>
    ChannelReader<NodeNotification> Notifications { get; }

    /// <summary>Finds a name; success adds one reference to the node, given back through <see cref="Forget"/>.</summary>
    ValueTask<FsResult<NodeInfo>> LookupAsync(NodeId parent, string name, CancellationToken cancellationToken);

    /// <summary>The kernel drops <paramref name="references"/> of its references to a node.</summary>
    void Forget(NodeId node, long references);

    ValueTask<FsResult<NodeInfo>> GetAttributesAsync(NodeId node, CancellationToken cancellationToken);

    /// <summary>Sets length, attributes and times. <paramref name="handle"/> is the open file used, or none.</summary>
    ValueTask<FsResult<NodeInfo>> SetAttributesAsync(
        NodeId node, HandleId handle, AttributeChanges changes, CancellationToken cancellationToken);

    ValueTask<FsResult<OpenedFile>> OpenAsync(NodeId node, OpenAccess access, bool truncate, CancellationToken cancellationToken);

    /// <summary>Creates and opens; the node comes back with one reference.</summary>
    ValueTask<FsResult<CreatedFile>> CreateFileAsync(
        NodeId parent, string name, CreateFileOptions options, CancellationToken cancellationToken);

    /// <summary>Creates a directory; the node comes back with one reference.</summary>
    ValueTask<FsResult<NodeInfo>> CreateDirectoryAsync(NodeId parent, string name, CancellationToken cancellationToken);

    /// <summary>Reads; fewer bytes than asked only at the end of the file.</summary>
    ValueTask<FsResult<int>> ReadAsync(HandleId handle, long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes all of <paramref name="data"/>, which may be reused once the call has completed.</summary>
    ValueTask<FsResult<int>> WriteAsync(HandleId handle, long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>The end of one close(2): with write policy close, returns when the file's bytes are on the share.</summary>
    ValueTask<FsResult<Unit>> FlushAsync(HandleId handle, CancellationToken cancellationToken);

    /// <summary>Returns success only when every byte written through any handle of that file is on the share.</summary>
    ValueTask<FsResult<Unit>> FsyncAsync(HandleId handle, CancellationToken cancellationToken);

    /// <summary>The last reference to an open file is gone; the handle is invalid afterwards, whatever the outcome.</summary>
    ValueTask<FsResult<Unit>> ReleaseAsync(HandleId handle);

    ValueTask<FsResult<Unit>> AllocateAsync(
        HandleId handle, AllocateMode mode, long offset, long length, CancellationToken cancellationToken);

    /// <summary>The next data or hole at or after an offset; the end of the file is a hole. EndOfFile past it (ENXIO).</summary>
    ValueTask<FsResult<long>> SeekAsync(HandleId handle, SeekKind kind, long offset, CancellationToken cancellationToken);

    ValueTask<FsResult<HandleId>> OpenDirectoryAsync(NodeId node, CancellationToken cancellationToken);

    /// <summary>
    /// Offers entries after <paramref name="cookie"/> (0 = from the start, read anew) to <paramref name="sink"/> until it is full or
    /// the directory ends; returns how many it took. With <paramref name="withReferences"/> each taken entry counts as a lookup.
    /// </summary>
    ValueTask<FsResult<int>> ReadDirectoryAsync(
        HandleId handle, long cookie, IDirectorySink sink, bool withReferences, CancellationToken cancellationToken);

    void ReleaseDirectory(HandleId handle);

    ValueTask<FsResult<Unit>> DeleteFileAsync(NodeId parent, string name, CancellationToken cancellationToken);

    ValueTask<FsResult<Unit>> DeleteDirectoryAsync(NodeId parent, string name, CancellationToken cancellationToken);

    ValueTask<FsResult<Unit>> RenameAsync(
        NodeId parent, string name, NodeId newParent, string newName, RenameFlags flags, CancellationToken cancellationToken);

    ValueTask<FsResult<VolumeInfo>> GetVolumeAsync(CancellationToken cancellationToken);
}
