using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Session;

/// <summary>
/// Makes the kernel forget what changed elsewhere. The kernel may ask for things (writing back a mapped page, the end of an
/// operation in that directory) before it takes a notification, so this runs apart from the readers and holds no lock.
/// </summary>
internal sealed class KernelNotifier(IFileSystem fileSystem, IFuseChannel channel, ILogger logger)
{
    private const int LongestName = 1024;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Leaves the starting thread at once: sending may wait for the kernel.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await foreach (var notification in fileSystem.Notifications.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                Send(notification);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogMessages.NotifierFailed(logger, exception);
        }
    }

    private void Send(NodeNotification notification)
    {
        var errno = notification.Name is null
            ? InvalidateNode(notification.Node)
            : InvalidateName(notification.Node, notification.Name);
        // ENOENT: the kernel did not know it anyway.
        if (errno is not (Errno.None or Errno.ENOENT))
            LogMessages.NotificationRefused(logger, notification.Node.Value, errno);
    }

    private int InvalidateNode(NodeId node)
    {
        var body = new InvalidateInodeOut { NodeId = node.Value };
        return Send(NotifyCode.InvalidateInode, MemoryMarshal.AsBytes(new ReadOnlySpan<InvalidateInodeOut>(in body)));
    }

    private int InvalidateName(NodeId parent, string name)
    {
        Span<byte> body = stackalloc byte[Unsafe.SizeOf<InvalidateEntryOut>() + LongestName + 1];
        var nameSpace = body.Slice(Unsafe.SizeOf<InvalidateEntryOut>(), LongestName);
        if (!Encoding.UTF8.TryGetBytes(name, nameSpace, out var length))
            return Errno.ENAMETOOLONG;
        nameSpace[length..].Clear();
        var fixedPart = new InvalidateEntryOut { Parent = parent.Value, NameLength = (uint)length };
        MemoryMarshal.Write(body, in fixedPart);
        return Send(NotifyCode.InvalidateEntry, body[..(Unsafe.SizeOf<InvalidateEntryOut>() + length + 1)]);
    }

    private int Send(NotifyCode code, ReadOnlySpan<byte> body)
    {
        var header = new OutHeader { Length = (uint)(Unsafe.SizeOf<OutHeader>() + body.Length), Error = (int)code };
        return channel.Send(MemoryMarshal.AsBytes(new ReadOnlySpan<OutHeader>(in header)), body);
    }
}
