using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;

namespace AzFilesMount.Fuse.Operations;

/// <summary>Names made, moved and removed. Thread-safe.</summary>
internal sealed class NameOperations
{
    private readonly IFileSystem _fileSystem;
    private readonly NodeOperations _nodes;
    private readonly Completion<CreatedFile> _releaseCreated;
    private readonly Completion<Unit> _replyPendingNode;

    public NameOperations(IFileSystem fileSystem, NodeOperations nodes)
    {
        _fileSystem = fileSystem;
        _nodes = nodes;
        _releaseCreated = ReleaseCreated;
        _replyPendingNode = SendPendingNode;
    }

    /// <summary>Answers success or the error, without any bytes.</summary>
    public static Completion<Unit> ReplyDone { get; } =
        static (FuseRequest request, in FsResult<Unit> result) => request.ReplyStatus(in result);

    /// <summary>A regular file is made like any other; devices, sockets and pipes have no place on a share.</summary>
    public Outcome MakeNode(FuseRequest request)
    {
        var arguments = request.Arguments<MkNodIn>();
        if ((arguments.Mode & LinuxFlags.TypeMask) is not (LinuxFlags.TypeRegular or 0))
            return request.ReplyError(Errno.EPERM);
        if (!request.TryName(out var name))
            return request.ReplyError(Errno.EILSEQ);
        var options = new CreateFileOptions(
            OpenAccess.Write, Exclusive: true, Truncate: false, ReadOnly: (arguments.Mode & LinuxFlags.WriteBits) == 0);
        return request.Run(_fileSystem.CreateFileAsync(request.Node, name, options, request.Token), _releaseCreated);
    }

    public Outcome MakeDirectory(FuseRequest request)
    {
        request.Arguments<MkDirIn>();
        return request.TryName(out var name)
            ? request.Run(_fileSystem.CreateDirectoryAsync(request.Node, name, request.Token), _nodes.ReplyEntry)
            : request.ReplyError(Errno.EILSEQ);
    }

    public Outcome DeleteFile(FuseRequest request) => request.TryName(out var name)
        ? request.Run(_fileSystem.DeleteFileAsync(request.Node, name, request.Token), ReplyDone)
        : request.ReplyError(Errno.EILSEQ);

    public Outcome DeleteDirectory(FuseRequest request) => request.TryName(out var name)
        ? request.Run(_fileSystem.DeleteDirectoryAsync(request.Node, name, request.Token), ReplyDone)
        : request.ReplyError(Errno.EILSEQ);

    public Outcome Rename(FuseRequest request) =>
        Rename(request, new NodeId(request.Arguments<RenameIn>().NewParent), RenameFlags.None);

    public Outcome Rename2(FuseRequest request)
    {
        var arguments = request.Arguments<Rename2In>();
        // Exchanging two names and leaving a whiteout have no counterpart at the service.
        if ((arguments.Flags & ~LinuxFlags.RenameNoReplace) != 0)
            return request.ReplyError(Errno.EINVAL);
        var flags = (arguments.Flags & LinuxFlags.RenameNoReplace) != 0 ? RenameFlags.NoReplace : RenameFlags.None;
        return Rename(request, new NodeId(arguments.NewParent), flags);
    }

    private Outcome Rename(FuseRequest request, NodeId newParent, RenameFlags flags)
    {
        if (!request.TryName(out var name) || !request.TryName(out var newName))
            return request.ReplyError(Errno.EILSEQ);
        return request.Run(
            _fileSystem.RenameAsync(request.Node, name, newParent, newName, flags, request.Token), ReplyDone);
    }

    private Outcome ReleaseCreated(FuseRequest request, in FsResult<CreatedFile> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        request.PendingNode = result.Value.Node;
        return request.Run(
            _fileSystem.ReleaseAsync(result.Value.Opened.Handle), _replyPendingNode, Timeout.InfiniteTimeSpan);
    }

    private Outcome SendPendingNode(FuseRequest request, in FsResult<Unit> result)
    {
        if (result.IsOk)
            return _nodes.ReplyEntry(request, request.PendingNode);
        _fileSystem.Forget(request.PendingNode.Id, 1);
        return request.ReplyStatus(in result);
    }
}
