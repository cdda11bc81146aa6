using AzFilesMount.Core.FileSystem;

namespace AzFilesMount.Mounting.Session;

/// <summary>The started parts of one mount, disposed from the kernel towards the network.</summary>
internal sealed class MountParts(ShareConnection connection, ShareFileSystem fileSystem, IMountHost host) : IAsyncDisposable
{
    internal ShareConnection Connection { get; } = connection;

    internal ShareFileSystem FileSystem { get; } = fileSystem;

    internal IMountHost Host { get; } = host;

    internal bool IsReadOnly { get; init; }

    internal string? ReadOnlyReason { get; init; }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        await FileSystem.DisposeAsync().ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }
}
