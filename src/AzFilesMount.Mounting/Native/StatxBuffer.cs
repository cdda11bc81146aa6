using System.Runtime.InteropServices;

namespace AzFilesMount.Mounting.Native;

/// <summary>The kernel's struct statx; only the fields that are read here are named.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    [FieldOffset(20)]
    internal uint UserId;

    [FieldOffset(28)]
    internal ushort Mode;

    /// <summary>Whether the entry itself is a directory, not a link to one.</summary>
    internal readonly bool IsDirectory => (Mode & 0xF000) == 0x4000;

    internal readonly int Permissions => Mode & 0x1FF;
}
