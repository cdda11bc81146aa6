using System.Threading.Channels;
using AzFilesMount.Core.Data;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Core.Memory;
using AzFilesMount.Core.Metadata;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Core.FileSystem;

/// <summary>The parts of one mounted share that its operations work with. Owned by <see cref="ShareFileSystem"/>.</summary>
internal sealed record EngineContext(
    ShareFileSystemOptions Options,
    NodeTable Nodes,
    NodeStore Store,
    DirectoryCache Directories,
    BlockCache Cache,
    BlockPool Pool,
    DirtyBudget Budget,
    FsMetrics Metrics,
    Channel<NodeNotification> Notifications,
    TimeProvider Time,
    ILogger Logger,
    CancellationToken Stopping)
{
    /// <summary>Tells the kernel that a name or, without one, a node is not what it was.</summary>
    public void Notify(Node node, string? name = null)
    {
        string? kernelName = name is null ? null : KernelName(name);
        Notifications.Writer.TryWrite(new NodeNotification(node.Id, kernelName));
        if (node.AliasId is { } alias)
            Notifications.Writer.TryWrite(new NodeNotification(alias, kernelName));
    }

    /// <summary>Lays what the share said of our own change over the listing that shows the node, if one is cached.</summary>
    public void Publish(Node node)
    {
        if (node is { Parent: { } parent, IsStale: false, DeleteOnRelease: false })
            Directories.Put(parent.FileId, node.Entry);
    }

    public static string KernelName(string name) => NameCodec.TryDecode(name, out string decoded) ? decoded : name;
}
