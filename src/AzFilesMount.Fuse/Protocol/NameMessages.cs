using System.Runtime.InteropServices;

namespace AzFilesMount.Fuse.Protocol;

/// <summary>struct fuse_mknod_in; the name follows.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct MkNodIn
{
    public uint Mode;
    public uint Device;
    public uint Umask;
    public uint Padding;
}

/// <summary>struct fuse_mkdir_in; the name follows.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct MkDirIn
{
    public uint Mode;
    public uint Umask;
}

/// <summary>struct fuse_rename_in; both names follow.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct RenameIn
{
    public ulong NewParent;
}

/// <summary>struct fuse_rename2_in; both names follow.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct Rename2In
{
    public ulong NewParent;
    public uint Flags;
    public uint Padding;
}

/// <summary>struct fuse_create_in; the name follows.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct CreateIn
{
    public uint Flags;
    public uint Mode;
    public uint Umask;
    public uint OpenFlags;
}

/// <summary>struct fuse_forget_in.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct ForgetIn
{
    public ulong References;
}

/// <summary>struct fuse_batch_forget_in; that many <see cref="ForgetOne"/> follow.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct BatchForgetIn
{
    public uint Count;
    public uint Padding;
}

/// <summary>struct fuse_forget_one.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct ForgetOne
{
    public ulong NodeId;
    public ulong References;
}
