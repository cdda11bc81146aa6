using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Operations;

/// <summary>Leads each request to its operation. Thread-safe; nothing escapes it.</summary>
internal sealed class RequestDispatcher
{
    private readonly FuseCounters _counters;
    private readonly ParkedRequests _parked;
    private readonly InitOperation _init;
    private readonly NodeOperations _nodes;
    private readonly NameOperations _names;
    private readonly OpenOperations _opens;
    private readonly DataOperations _data;
    private readonly DirectoryOperations _directories;
    private readonly bool _rootAndOwnerOnly;
    private readonly uint _owner = Libc.GetEffectiveUser();

    public RequestDispatcher(
        IFileSystem fileSystem,
        FuseMountOptions options,
        InitOperation init,
        ParkedRequests parked,
        FuseCounters counters,
        TimeProvider time,
        ILogger logger)
    {
        var encoder = new AttributeEncoder(options);
        _counters = counters;
        _parked = parked;
        _init = init;
        _nodes = new NodeOperations(fileSystem, encoder, time);
        _names = new NameOperations(fileSystem, _nodes);
        _opens = new OpenOperations(fileSystem, encoder, logger);
        _data = new DataOperations(fileSystem, options, counters);
        _directories = new DirectoryOperations(fileSystem, encoder);
        // The kernel knows only "the owner" and "everybody"; between the two the host decides.
        _rootAndOwnerOnly = options.AllowRoot && !options.AllowOther;
    }

    public Outcome Dispatch(FuseRequest request)
    {
        _counters.CountRequest(request.Opcode);
        try
        {
            return IsRefused(request) ? request.ReplyError(Errno.EACCES) : Handle(request);
        }
        catch (Exception exception)
        {
            return request.Fail(exception);
        }
    }

    private Outcome Handle(FuseRequest request) => request.Opcode switch
    {
        Opcode.Read => _data.Read(request),
        Opcode.Write => _data.Write(request),
        Opcode.Lookup => _nodes.Lookup(request),
        Opcode.GetAttr => _nodes.GetAttributes(request),
        Opcode.SetAttr => _nodes.SetAttributes(request),
        Opcode.Forget => _nodes.Forget(request),
        Opcode.BatchForget => _nodes.BatchForget(request),
        Opcode.StatX => _nodes.GetExtendedAttributes(request),
        Opcode.StatFs => _nodes.GetVolume(request),
        Opcode.Open => _opens.Open(request),
        Opcode.Create => _opens.Create(request),
        Opcode.Release => _opens.Release(request),
        Opcode.Flush => _data.Flush(request),
        Opcode.Fsync => _data.Fsync(request),
        Opcode.FAllocate => _data.Allocate(request),
        Opcode.LSeek => _data.Seek(request),
        Opcode.OpenDir => _directories.Open(request),
        Opcode.ReadDir => _directories.Read(request, plus: false),
        Opcode.ReadDirPlus => _directories.Read(request, plus: true),
        Opcode.ReleaseDir => _directories.Release(request),
        Opcode.MkNod => _names.MakeNode(request),
        Opcode.MkDir => _names.MakeDirectory(request),
        Opcode.Unlink => _names.DeleteFile(request),
        Opcode.RmDir => _names.DeleteDirectory(request),
        Opcode.Rename => _names.Rename(request),
        Opcode.Rename2 => _names.Rename2(request),
        _ => HandleRest(request),
    };

    private Outcome HandleRest(FuseRequest request)
    {
        switch (request.Opcode)
        {
            case Opcode.Init:
                return _init.Answer(request);
            case Opcode.Interrupt:
                _parked.Interrupt(request.Arguments<InterruptIn>().Unique);
                return Outcome.Done;
            case Opcode.NotifyReply:
                return Outcome.Done;
            // A directory has nothing of its own to send: every change in it was a request that waited for the service.
            case Opcode.FsyncDir:
            case Opcode.Destroy:
                return request.ReplyError(Errno.None);
            case Opcode.ReadLink:
                return request.ReplyError(Errno.EINVAL);
            case Opcode.SymLink:
            case Opcode.Link:
                return request.ReplyError(Errno.EPERM);
            // Everything else (access, xattr, locks, ioctl, poll, copy_file_range ...): "never ask again", the kernel has its own way.
            default:
                return request.ReplyError(Errno.ENOSYS);
        }
    }

    // Requests on what is open already are let through: they may come from the kernel itself on the owner's behalf.
    private bool IsRefused(FuseRequest request) =>
        _rootAndOwnerOnly
        && request.Uid != _owner
        && request.Uid != 0
        && request.Opcode is not (
            Opcode.Init or Opcode.Read or Opcode.Write or Opcode.Flush or Opcode.Fsync or Opcode.Release or Opcode.ReadDir
            or Opcode.ReadDirPlus or Opcode.FsyncDir or Opcode.ReleaseDir or Opcode.Forget or Opcode.BatchForget or Opcode.Interrupt
            or Opcode.NotifyReply or Opcode.Destroy);
}
