using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>struct fuse_dirent without its name, which follows and is padded to 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct DirectoryEntry
{
    public ulong Inode;
    public long NextOffset;
    public uint NameLength;
    public uint Type;
}
