using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Operations;

/// <summary>Files opened, created and let go. Thread-safe.</summary>
internal sealed class OpenOperations
{
    private readonly IFileSystem _fileSystem;
    private readonly AttributeEncoder _encoder;
    private readonly ILogger _logger;
    private readonly Completion<OpenedFile> _replyOpened;
    private readonly Completion<CreatedFile> _replyCreated;

    public OpenOperations(IFileSystem fileSystem, AttributeEncoder encoder, ILogger logger)
    {
        _fileSystem = fileSystem;
        _encoder = encoder;
        _logger = logger;
        _replyOpened = SendOpened;
        _replyCreated = SendCreated;
    }

    public Outcome Open(FuseRequest request)
    {
        var flags = request.Arguments<OpenIn>().Flags;
        var truncate = (flags & LinuxFlags.OpenTruncate) != 0;
        return request.Run(_fileSystem.OpenAsync(request.Node, Access(flags), truncate, request.Token), _replyOpened);
    }

    public Outcome Create(FuseRequest request)
    {
        var arguments = request.Arguments<CreateIn>();
        if (!request.TryName(out var name))
            return request.ReplyError(Errno.EILSEQ);
        var options = new CreateFileOptions(
            Access(arguments.Flags),
            Exclusive: (arguments.Flags & LinuxFlags.OpenExclusive) != 0,
            Truncate: (arguments.Flags & LinuxFlags.OpenTruncate) != 0,
            ReadOnly: (arguments.Mode & LinuxFlags.WriteBits) == 0);
        return request.Run(_fileSystem.CreateFileAsync(request.Node, name, options, request.Token), _replyCreated);
    }

    /// <summary>No deadline and no interrupt: the handle must end, and no program waits for it.</summary>
    public Outcome Release(FuseRequest request) => request.Run(
        _fileSystem.ReleaseAsync(new HandleId(request.Arguments<HandleIn>().Handle)),
        NameOperations.ReplyDone,
        Timeout.InfiniteTimeSpan);

    private static OpenAccess Access(uint flags)
    {
        var access = (flags & LinuxFlags.AccessModeMask) switch
        {
            LinuxFlags.OpenWriteOnly => OpenAccess.Write,
            LinuxFlags.OpenReadWrite => OpenAccess.Read | OpenAccess.Write,
            _ => OpenAccess.Read,
        };
        return (flags & LinuxFlags.OpenAppend) != 0 ? access | OpenAccess.Append : access;
    }

    private Outcome SendOpened(FuseRequest request, in FsResult<OpenedFile> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        Encode(result.Value, out var reply);
        if (!request.TryReply(in reply))
            _ = LetGoAsync(result.Value.Handle);
        return Outcome.Done;
    }

    private Outcome SendCreated(FuseRequest request, in FsResult<CreatedFile> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var reply = default(CreateOut);
        var node = result.Value.Node;
        _encoder.Encode(in node, out reply.Entry);
        Encode(result.Value.Opened, out reply.Opened);
        if (request.TryReply(in reply))
            return Outcome.Done;
        _ = LetGoAsync(result.Value.Opened.Handle);
        _fileSystem.Forget(node.Id, 1);
        return Outcome.Done;
    }

    private static void Encode(in OpenedFile opened, out OpenOut reply)
    {
        reply = default;
        reply.Handle = opened.Handle.Value;
        reply.Flags = opened.KeepCache ? OpenReplyFlags.KeepCache : OpenReplyFlags.None;
    }

    // The caller was interrupted while its file was being opened: nobody will close the handle, nobody waits for this.
    private async Task LetGoAsync(HandleId handle)
    {
        try
        {
            await _fileSystem.ReleaseAsync(handle).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogMessages.HandlerFailed(_logger, exception, Opcode.Release.Name(), 0);
        }
    }
}
