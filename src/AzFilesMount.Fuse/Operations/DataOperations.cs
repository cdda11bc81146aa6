using System.Runtime.CompilerServices;
using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;

namespace AzFilesMount.Fuse.Operations;

/// <summary>The bytes of open files. Thread-safe; nothing is allocated for a call that completes at once.</summary>
internal sealed class DataOperations
{
    private readonly IFileSystem _fileSystem;
    private readonly FuseCounters _counters;
    private readonly TimeSpan _flushTimeout;
    private readonly Completion<int> _replyRead;
    private readonly Completion<int> _replyWritten;
    private readonly Completion<long> _replySought;

    public DataOperations(IFileSystem fileSystem, FuseMountOptions options, FuseCounters counters)
    {
        _fileSystem = fileSystem;
        _counters = counters;
        _flushTimeout = options.FlushTimeout ?? options.OperationTimeout;
        _replyRead = SendRead;
        _replyWritten = SendWritten;
        _replySought = SendSought;
    }

    public Outcome Read(FuseRequest request)
    {
        var arguments = request.Arguments<ReadIn>();
        if (arguments.Offset < 0)
            return request.ReplyError(Errno.EINVAL);
        var buffer = request.Output[..(int)Math.Min(arguments.Size, NativeBuffer.MaxTransfer)];
        return request.Run(
            _fileSystem.ReadAsync(new HandleId(arguments.Handle), arguments.Offset, buffer, request.Token), _replyRead);
    }

    public Outcome Write(FuseRequest request)
    {
        var arguments = request.Arguments<WriteIn>();
        if (arguments.Offset < 0)
            return request.ReplyError(Errno.EINVAL);
        var data = request.Payload(Unsafe.SizeOf<WriteIn>(), (int)arguments.Size);
        return request.Run(
            _fileSystem.WriteAsync(new HandleId(arguments.Handle), arguments.Offset, data, request.Token), _replyWritten);
    }

    public Outcome Flush(FuseRequest request) => request.Run(
        _fileSystem.FlushAsync(Handle(request), request.Token), NameOperations.ReplyDone, _flushTimeout);

    public Outcome Fsync(FuseRequest request) => request.Run(
        _fileSystem.FsyncAsync(Handle(request), request.Token), NameOperations.ReplyDone, _flushTimeout);

    public Outcome Allocate(FuseRequest request)
    {
        var arguments = request.Arguments<FAllocateIn>();
        if (!TryMode(arguments.Mode, out var mode))
            return request.ReplyError(Errno.EOPNOTSUPP);
        if (arguments.Offset < 0 || arguments.Length <= 0)
            return request.ReplyError(Errno.EINVAL);
        if (arguments.Length > long.MaxValue - arguments.Offset)
            return request.ReplyError(Errno.EFBIG);
        var call = _fileSystem.AllocateAsync(
            new HandleId(arguments.Handle), mode, arguments.Offset, arguments.Length, request.Token);
        return request.Run(call, NameOperations.ReplyDone);
    }

    public Outcome Seek(FuseRequest request)
    {
        var arguments = request.Arguments<LSeekIn>();
        if (arguments.Whence is not (LinuxFlags.SeekData or LinuxFlags.SeekHole))
            return request.ReplyError(Errno.EINVAL);
        if (arguments.Offset < 0)
            return request.ReplyError(Errno.ENXIO);
        var kind = arguments.Whence == LinuxFlags.SeekData ? SeekKind.Data : SeekKind.Hole;
        return request.Run(
            _fileSystem.SeekAsync(new HandleId(arguments.Handle), kind, arguments.Offset, request.Token), _replySought);
    }

    private static HandleId Handle(FuseRequest request) => new(request.Arguments<HandleIn>().Handle);

    private static bool TryMode(uint flags, out AllocateMode mode)
    {
        (var known, mode) = flags switch
        {
            0 => (true, AllocateMode.Extend),
            LinuxFlags.AllocateKeepSize => (true, AllocateMode.KeepLength),
            LinuxFlags.AllocatePunchHole | LinuxFlags.AllocateKeepSize => (true, AllocateMode.PunchHole),
            LinuxFlags.AllocateZeroRange => (true, AllocateMode.ZeroRange),
            // Zeros inside the present length are all that can be seen of either.
            LinuxFlags.AllocateZeroRange | LinuxFlags.AllocateKeepSize => (true, AllocateMode.PunchHole),
            _ => (false, default),
        };
        return known;
    }

    private Outcome SendRead(FuseRequest request, in FsResult<int> result)
    {
        if (!result.IsOk && result.Status != FsStatus.EndOfFile)
            return request.ReplyStatus(in result);
        var length = result.IsOk ? result.Value : 0;
        _counters.CountRead(length);
        request.TryReplyBytes(request.Output.Span[..length]);
        return Outcome.Done;
    }

    private Outcome SendWritten(FuseRequest request, in FsResult<int> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        _counters.CountWritten(result.Value);
        var reply = new WriteOut { Size = (uint)result.Value };
        request.TryReply(in reply);
        return Outcome.Done;
    }

    private static Outcome SendSought(FuseRequest request, in FsResult<long> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var reply = new LSeekOut { Offset = result.Value };
        request.TryReply(in reply);
        return Outcome.Done;
    }
}
