using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>struct fuse_in_header: in front of every request.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct InHeader
{
    public uint Length;
    public Opcode Opcode;
    public ulong Unique;
    public ulong NodeId;
    public uint Uid;
    public uint Gid;
    public uint Pid;
    public ushort ExtensionLength;
    public ushort Padding;
}

/// <summary>struct fuse_out_header: in front of every reply and notification.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct OutHeader
{
    public uint Length;
    public int Error;
    public ulong Unique;
}
