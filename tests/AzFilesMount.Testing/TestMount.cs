using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AzFilesMount.Testing;

/// <summary>An engine over a share in memory, with short words for what a kernel would do.</summary>
public sealed class TestMount : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private TestMount(FakeShareStore store, ShareFileSystem fileSystem, FakeTimeProvider time)
    {
        Store = store;
        FileSystem = fileSystem;
        Time = time;
    }

    public FakeShareStore Store { get; }

    public ShareFileSystem FileSystem { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<TestMount> OpenAsync(ShareFileSystemOptions? options = null, FakeShareStore? store = null)
    {
        store ??= new FakeShareStore();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        FsResult<ShareFileSystem> opened = await ShareFileSystem.OpenAsync(
            store, options ?? new ShareFileSystemOptions(), NullLogger<ShareFileSystem>.Instance, time);
        store.ClearRequests();
        return new TestMount(store, opened.Value, time);
    }

    /// <summary>Walks a path by look-ups.</summary>
    public async Task<FsResult<NodeInfo>> LookupAsync(string path)
    {
        NodeId node = NodeId.Root;
        FsResult<NodeInfo> found = await FileSystem.GetAttributesAsync(node, None);
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = await FileSystem.LookupAsync(node, name, None);
            if (!found.IsOk)
                return found;
            node = found.Value.Id;
        }
        return found;
    }

    public async Task<NodeId> NodeAsync(string path) => (await LookupAsync(path)).Value.Id;

    public async Task<FsResult<CreatedFile>> TryCreateAsync(string path, bool exclusive = false, bool readOnly = false)
    {
        (NodeId parent, string name) = await SplitAsync(path);
        return await FileSystem.CreateFileAsync(
            parent, name, new CreateFileOptions(OpenAccess.Read | OpenAccess.Write, exclusive, false, readOnly), None);
    }

    public async Task<HandleId> CreateAsync(string path) => (await TryCreateAsync(path)).Value.Opened.Handle;

    public async Task<HandleId> OpenFileAsync(string path, OpenAccess access = OpenAccess.Read | OpenAccess.Write) =>
        (await FileSystem.OpenAsync(await NodeAsync(path), access, false, None)).Value.Handle;

    public async Task<FsResult<Unit>> CloseAsync(HandleId handle)
    {
        FsResult<Unit> flushed = await FileSystem.FlushAsync(handle, None);
        await FileSystem.ReleaseAsync(handle);
        return flushed;
    }

    public async Task WriteFileAsync(string path, byte[] content)
    {
        HandleId handle = await CreateAsync(path);
        (await WriteAsync(handle, 0, content)).EnsureOk();
        (await CloseAsync(handle)).EnsureOk();
    }

    public async Task<FsResult<int>> WriteAsync(HandleId handle, long offset, byte[] data) =>
        await FileSystem.WriteAsync(handle, offset, data, None);

    public async Task<byte[]> ReadAsync(HandleId handle, long offset, int length)
    {
        var buffer = new byte[length];
        FsResult<int> read = await FileSystem.ReadAsync(handle, offset, buffer, None);
        return buffer[..read.Value];
    }

    public async Task<byte[]> ReadFileAsync(string path)
    {
        HandleId handle = await OpenFileAsync(path, OpenAccess.Read);
        NodeInfo info = (await LookupAsync(path)).Value;
        byte[] content = await ReadAsync(handle, 0, (int)info.Length + 1);
        await FileSystem.ReleaseAsync(handle);
        return content;
    }

    public async Task<FsResult<Unit>> DeleteAsync(string path)
    {
        (NodeId parent, string name) = await SplitAsync(path);
        return await FileSystem.DeleteFileAsync(parent, name, None);
    }

    public async Task<FsResult<Unit>> DeleteDirectoryAsync(string path)
    {
        (NodeId parent, string name) = await SplitAsync(path);
        return await FileSystem.DeleteDirectoryAsync(parent, name, None);
    }

    public async Task<FsResult<NodeInfo>> MakeDirectoryAsync(string path)
    {
        (NodeId parent, string name) = await SplitAsync(path);
        return await FileSystem.CreateDirectoryAsync(parent, name, None);
    }

    public async Task<FsResult<Unit>> RenameAsync(string from, string to, RenameFlags flags = RenameFlags.None)
    {
        (NodeId parent, string name) = await SplitAsync(from);
        (NodeId newParent, string newName) = await SplitAsync(to);
        return await FileSystem.RenameAsync(parent, name, newParent, newName, flags, None);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string path)
    {
        HandleId handle = (await FileSystem.OpenDirectoryAsync(await NodeAsync(path), None)).Value;
        var sink = new CollectingSink();
        for (long cookie = 0; (await FileSystem.ReadDirectoryAsync(handle, cookie, sink, false, None)).Value > 0;)
            cookie = sink.LastCookie;
        FileSystem.ReleaseDirectory(handle);
        return sink.Names;
    }

    public async ValueTask DisposeAsync() => await FileSystem.DisposeAsync();

    private async Task<(NodeId Parent, string Name)> SplitAsync(string path)
    {
        int cut = path.LastIndexOf('/');
        return (await NodeAsync(cut < 0 ? "" : path[..cut]), path[(cut + 1)..]);
    }
}
