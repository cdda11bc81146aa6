using AzFilesMount.Core.FileSystem;
using AzFilesMount.Core.Store;
using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Operations;

/// <summary>How a node looks to the kernel: owner and permission bits come from the mount's options. Thread-safe.</summary>
internal sealed class AttributeEncoder(FuseMountOptions options)
{
    // Programs size their buffers by this; it is also the largest request.
    private const uint PreferredBlockSize = 1 << 20;

    private readonly uint _fileMode = options.FileMode & LinuxFlags.PermissionMask;
    private readonly uint _directoryMode = options.DirectoryMode & LinuxFlags.PermissionMask;

    public void Encode(in NodeInfo node, out EntryOut entry)
    {
        entry = default;
        entry.NodeId = node.Id.Value;
        KernelTime.Split(node.NameValid, out entry.EntryValid, out entry.EntryValidNanoseconds);
        KernelTime.Split(node.AttributesValid, out entry.AttrValid, out entry.AttrValidNanoseconds);
        Encode(in node, out entry.Attr);
    }

    public void Encode(in NodeInfo node, out AttrOut reply)
    {
        reply = default;
        KernelTime.Split(node.AttributesValid, out reply.AttrValid, out reply.AttrValidNanoseconds);
        Encode(in node, out reply.Attr);
    }

    public void Encode(in NodeInfo node, out StatXOut reply)
    {
        Encode(in node, out Attr attr);
        reply = default;
        KernelTime.Split(node.AttributesValid, out reply.AttrValid, out reply.AttrValidNanoseconds);
        reply.Mask = StatXOut.BasicAndBirth;
        reply.BlockSize = attr.BlockSize;
        reply.Links = attr.Links;
        reply.Uid = attr.Uid;
        reply.Gid = attr.Gid;
        reply.Mode = (ushort)attr.Mode;
        reply.Inode = attr.Inode;
        reply.Size = attr.Size;
        reply.Blocks = attr.Blocks;
        reply.Access = new StatXTime(attr.AccessTime, attr.AccessNanoseconds);
        reply.Modify = new StatXTime(attr.ModifyTime, attr.ModifyNanoseconds);
        reply.Change = new StatXTime(attr.ChangeTime, attr.ChangeNanoseconds);
        KernelTime.Split(Known(node.Created, node.LastWritten), out var seconds, out var nanoseconds);
        reply.Birth = new StatXTime(seconds, nanoseconds);
    }

    public void Encode(in NodeInfo node, out Attr attr)
    {
        attr = default;
        attr.Inode = Inode(in node);
        attr.Size = node.IsDirectory ? 0 : (ulong)node.Length;
        attr.Blocks = (attr.Size + 511) / 512;
        attr.Mode = Mode(in node);
        attr.Links = node.IsDirectory ? 2u : 1u;
        attr.Uid = options.Uid;
        attr.Gid = options.Gid;
        attr.BlockSize = PreferredBlockSize;
        KernelTime.Split(Known(node.LastAccessed, node.LastWritten), out attr.AccessTime, out attr.AccessNanoseconds);
        KernelTime.Split(Known(node.LastWritten, DateTime.UnixEpoch), out attr.ModifyTime, out attr.ModifyNanoseconds);
        KernelTime.Split(Known(node.Changed, node.LastWritten), out attr.ChangeTime, out attr.ChangeNanoseconds);
    }

    /// <summary>Programs take inode number 0 for a deleted entry, so a node without an id at the service shows its own.</summary>
    public static ulong Inode(in NodeInfo node) => node.FileId != 0 ? node.FileId : Math.Max(1, node.Id.Value);

    private uint Mode(in NodeInfo node)
    {
        if (node.IsDirectory)
            return LinuxFlags.TypeDirectory | _directoryMode;
        var readOnly = (node.Attributes & ShareAttributes.ReadOnly) != 0;
        return LinuxFlags.TypeRegular | (readOnly ? _fileMode & ~LinuxFlags.WriteBits : _fileMode);
    }

    private static DateTime Known(DateTime time, DateTime otherwise)
    {
        if (time != default)
            return time;
        return otherwise != default ? otherwise : DateTime.UnixEpoch;
    }
}
