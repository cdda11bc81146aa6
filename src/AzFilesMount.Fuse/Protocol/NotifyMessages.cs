using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>enum fuse_notify_code: stands where a reply has its error.</summary>
internal enum NotifyCode
{
    InvalidateInode = 2,
    InvalidateEntry = 3,
}

/// <summary>struct fuse_notify_inval_inode_out; offset 0 and length 0 mean everything.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct InvalidateInodeOut
{
    public ulong NodeId;
    public long Offset;
    public long Length;
}

/// <summary>struct fuse_notify_inval_entry_out; the name and a NUL follow.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct InvalidateEntryOut
{
    public ulong Parent;
    public uint NameLength;
    public uint Flags;
}
