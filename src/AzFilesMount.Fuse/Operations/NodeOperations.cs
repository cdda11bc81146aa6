using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;

namespace AzFilesMount.Fuse.Operations;

/// <summary>Names to nodes, references, attributes, the volume. Thread-safe.</summary>
internal sealed class NodeOperations
{
    private const uint FragmentSize = 4096;
    private const uint LongestName = 255;

    private readonly IFileSystem _fileSystem;
    private readonly AttributeEncoder _encoder;
    private readonly TimeProvider _time;
    private readonly Completion<NodeInfo> _replyAttributes;
    private readonly Completion<NodeInfo> _replyExtendedAttributes;
    private readonly Completion<VolumeInfo> _replyVolume;

    public NodeOperations(IFileSystem fileSystem, AttributeEncoder encoder, TimeProvider time)
    {
        _fileSystem = fileSystem;
        _encoder = encoder;
        _time = time;
        ReplyEntry = SendEntry;
        _replyAttributes = SendAttributes;
        _replyExtendedAttributes = SendExtendedAttributes;
        _replyVolume = SendVolume;
    }

    /// <summary>Answers with a node that the kernel has been given one reference to.</summary>
    public Completion<NodeInfo> ReplyEntry { get; }

    public Outcome Lookup(FuseRequest request) => request.TryName(out var name)
        ? request.Run(_fileSystem.LookupAsync(request.Node, name, request.Token), ReplyEntry)
        : request.ReplyError(Errno.EILSEQ);

    public Outcome Forget(FuseRequest request)
    {
        _fileSystem.Forget(request.Node, (long)request.Arguments<ForgetIn>().References);
        return Outcome.Done;
    }

    public Outcome BatchForget(FuseRequest request)
    {
        var count = request.Arguments<BatchForgetIn>().Count;
        var list = MemoryMarshal.Cast<byte, ForgetOne>(request.Body(Unsafe.SizeOf<BatchForgetIn>()));
        foreach (ref readonly var one in list[..(int)Math.Min(count, (uint)list.Length)])
            _fileSystem.Forget(new NodeId(one.NodeId), (long)one.References);
        return Outcome.Done;
    }

    public Outcome GetAttributes(FuseRequest request) =>
        request.Run(_fileSystem.GetAttributesAsync(request.Node, request.Token), _replyAttributes);

    /// <summary>The same with the time of creation, when a program asks for that.</summary>
    public Outcome GetExtendedAttributes(FuseRequest request) =>
        request.Run(_fileSystem.GetAttributesAsync(request.Node, request.Token), _replyExtendedAttributes);

    public Outcome SetAttributes(FuseRequest request)
    {
        var arguments = request.Arguments<SetAttrIn>();
        if ((arguments.Valid & SetAttrValid.Size) != 0 && arguments.Size < 0)
            return request.ReplyError(Errno.EINVAL);
        var changes = Changes(in arguments);
        // Owner and access time are taken without a word, as cifs does: tools that copy files set them and must not fail.
        if (changes.IsEmpty)
            return GetAttributes(request);
        var handle = (arguments.Valid & SetAttrValid.Handle) != 0 ? new HandleId(arguments.Handle) : HandleId.None;
        return request.Run(_fileSystem.SetAttributesAsync(request.Node, handle, changes, request.Token), _replyAttributes);
    }

    public Outcome GetVolume(FuseRequest request) => request.Run(_fileSystem.GetVolumeAsync(request.Token), _replyVolume);

    private AttributeChanges Changes(in SetAttrIn arguments)
    {
        var changes = default(AttributeChanges);
        if ((arguments.Valid & SetAttrValid.Size) != 0)
            changes = changes with { Length = arguments.Size };
        if ((arguments.Valid & SetAttrValid.Mode) != 0 && (arguments.Mode & LinuxFlags.TypeMask) != LinuxFlags.TypeDirectory)
            changes = changes with { ReadOnly = (arguments.Mode & LinuxFlags.WriteBits) == 0 };
        if ((arguments.Valid & SetAttrValid.ModifyTimeNow) != 0)
            changes = changes with { LastWritten = _time.GetUtcNow().UtcDateTime };
        else if ((arguments.Valid & SetAttrValid.ModifyTime) != 0)
            changes = changes with { LastWritten = KernelTime.Join(arguments.ModifyTime, arguments.ModifyNanoseconds) };
        return changes;
    }

    private Outcome SendEntry(FuseRequest request, in FsResult<NodeInfo> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var node = result.Value;
        _encoder.Encode(in node, out EntryOut entry);
        if (!request.TryReply(in entry))
            _fileSystem.Forget(node.Id, 1);
        return Outcome.Done;
    }

    private Outcome SendAttributes(FuseRequest request, in FsResult<NodeInfo> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var node = result.Value;
        _encoder.Encode(in node, out AttrOut reply);
        request.TryReply(in reply);
        return Outcome.Done;
    }

    private Outcome SendExtendedAttributes(FuseRequest request, in FsResult<NodeInfo> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var node = result.Value;
        _encoder.Encode(in node, out StatXOut reply);
        request.TryReply(in reply);
        return Outcome.Done;
    }

    private static Outcome SendVolume(FuseRequest request, in FsResult<VolumeInfo> result)
    {
        if (!result.IsOk)
            return request.ReplyStatus(in result);
        var reply = new StatFsOut
        {
            Blocks = (ulong)result.Value.Total / FragmentSize,
            BlocksFree = (ulong)result.Value.Free / FragmentSize,
            BlocksAvailable = (ulong)result.Value.Free / FragmentSize,
            BlockSize = FragmentSize,
            FragmentSize = FragmentSize,
            NameLength = LongestName,
        };
        request.TryReply(in reply);
        return Outcome.Done;
    }
}
