using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;

namespace AzFilesMount.Fuse.Operations;

/// <summary>Open directories and their entries. Thread-safe.</summary>
internal sealed class DirectoryOperations
{
    private const int RetainedReplies = 64;

    private readonly IFileSystem _fileSystem;
    private readonly AttributeEncoder _encoder;
    private readonly Completion<HandleId> _replyOpened;
    private readonly Completion<int> _replyEntries;
    private readonly Lock _gate = new();
    private readonly Stack<DirectoryReply> _replies = new();

    public DirectoryOperations(IFileSystem fileSystem, AttributeEncoder encoder)
    {
        _fileSystem = fileSystem;
        _encoder = encoder;
        _replyOpened = SendOpened;
        _replyEntries = SendEntries;
    }

    public Outcome Open(FuseRequest request) =>
        request.Run(_fileSystem.OpenDirectoryAsync(request.Node, request.Token), _replyOpened);

    public Outcome Read(FuseRequest request, bool plus)
    {
        var arguments = request.Arguments<ReadIn>();
        if (arguments.Offset < 0)
            return request.ReplyError(Errno.EINVAL);
        var reply = RentReply();
        request.State = reply;
        var room = request.Output[..(int)Math.Min(arguments.Size, NativeBuffer.MaxTransfer)];
        var cookie = reply.Begin(room, arguments.Offset, plus);
        var call = _fileSystem.ReadDirectoryAsync(new HandleId(arguments.Handle), cookie, reply, plus, request.Token);
        return request.Run(call, _replyEntries);
    }

    public Outcome Release(FuseRequest request)
    {
        _fileSystem.ReleaseDirectory(new HandleId(request.Arguments<HandleIn>().Handle));
        return request.ReplyError(Errno.None);
    }

    private Outcome SendOpened(FuseRequest request, in FsResult<HandleId> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var opened = new OpenOut { Handle = result.Value.Value };
        if (!request.TryReply(in opened))
            _fileSystem.ReleaseDirectory(result.Value);
        return Outcome.Done;
    }

    private Outcome SendEntries(FuseRequest request, in FsResult<int> result)
    {
        var reply = (DirectoryReply)request.State!;
        request.State = null;
        if (!result.IsOk)
        {
            reply.GiveBackReferences();
            request.ReplyStatus(in result);
        }
        else if (!request.TryReplyBytes(reply.Written))
        {
            reply.GiveBackReferences();
        }

        ReturnReply(reply);
        return Outcome.Done;
    }

    private DirectoryReply RentReply()
    {
        lock (_gate)
        {
            if (_replies.TryPop(out var reply))
                return reply;
        }

        return new DirectoryReply(_fileSystem, _encoder);
    }

    private void ReturnReply(DirectoryReply reply)
    {
        reply.End();
        lock (_gate)
        {
            if (_replies.Count < RetainedReplies)
                _replies.Push(reply);
        }
    }
}
