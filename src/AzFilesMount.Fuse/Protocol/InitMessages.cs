using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>The part of struct fuse_init_in that every protocol version of interest sends.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct InitIn
{
    public uint Major;
    public uint Minor;
    public uint MaxReadAhead;
    public InitFlags Flags;
}

/// <summary>struct fuse_init_out.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct InitOut
{
    public uint Major;
    public uint Minor;
    public uint MaxReadAhead;
    public InitFlags Flags;
    public ushort MaxBackground;
    public ushort CongestionThreshold;
    public uint MaxWrite;
    public uint TimeGranularity;
    public ushort MaxPages;
    public ushort MapAlignment;
    public uint Flags2;
}

/// <summary>struct fuse_interrupt_in.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct InterruptIn
{
    public ulong Unique;
}
