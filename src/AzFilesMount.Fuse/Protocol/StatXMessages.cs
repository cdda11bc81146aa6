using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>struct fuse_sx_time.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct StatXTime(long seconds, uint nanoseconds)
{
    public long Seconds = seconds;
    public uint Nanoseconds = nanoseconds;
    public int Reserved;
}

/// <summary>struct fuse_statx_out with the struct fuse_statx in it.</summary>
[StructLayout(LayoutKind.Sequential, Size = 288)]
internal struct StatXOut
{
    /// <summary>STATX_BASIC_STATS and STATX_BTIME.</summary>
    public const uint BasicAndBirth = 0xFFF;

    public ulong AttrValid;
    public uint AttrValidNanoseconds;
    public uint Flags;
    public ulong Spare0;
    public ulong Spare1;
    public uint Mask;
    public uint BlockSize;
    public ulong Attributes;
    public uint Links;
    public uint Uid;
    public uint Gid;
    public ushort Mode;
    public ushort Padding;
    public ulong Inode;
    public ulong Size;
    public ulong Blocks;
    public ulong AttributesMask;
    public StatXTime Access;
    public StatXTime Birth;
    public StatXTime Change;
    public StatXTime Modify;
}
