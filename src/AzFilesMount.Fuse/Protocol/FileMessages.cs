using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>struct fuse_open_in, for files and directories.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct OpenIn
{
    public uint Flags;
    public uint OpenFlags;
}

/// <summary>struct fuse_open_out.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct OpenOut
{
    public ulong Handle;
    public OpenReplyFlags Flags;
    public uint Padding;
}

/// <summary>What CREATE is answered with: struct fuse_entry_out and struct fuse_open_out in a row.</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal struct CreateOut
{
    public EntryOut Entry;
    public OpenOut Opened;
}

/// <summary>struct fuse_read_in, for files and directories.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct ReadIn
{
    public ulong Handle;
    public long Offset;
    public uint Size;
    public uint ReadFlags;
    public ulong LockOwner;
    public uint Flags;
    public uint Padding;
}

/// <summary>struct fuse_write_in; the bytes follow.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct WriteIn
{
    public ulong Handle;
    public long Offset;
    public uint Size;
    public uint WriteFlags;
    public ulong LockOwner;
    public uint Flags;
    public uint Padding;
}

/// <summary>struct fuse_write_out.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct WriteOut
{
    public uint Size;
    public uint Padding;
}

/// <summary>The handle that struct fuse_release_in (24), fuse_flush_in (24) and fuse_fsync_in (16) begin with.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct HandleIn
{
    public ulong Handle;
}

/// <summary>struct fuse_fallocate_in.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct FAllocateIn
{
    public ulong Handle;
    public long Offset;
    public long Length;
    public uint Mode;
    public uint Padding;
}

/// <summary>struct fuse_lseek_in.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct LSeekIn
{
    public ulong Handle;
    public long Offset;
    public uint Whence;
    public uint Padding;
}

/// <summary>struct fuse_lseek_out.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct LSeekOut
{
    public long Offset;
}
