namespace AzFilesMount.Fuse.Protocol;

/// <summary>Numbers of the Linux system calls that arrive inside requests; the same on x86-64 and arm64.</summary>
internal static class LinuxFlags
{
    public const uint AccessModeMask = 3;
    public const uint OpenWriteOnly = 1;
    public const uint OpenReadWrite = 2;
    public const uint OpenExclusive = 0x80;
    public const uint OpenTruncate = 0x200;
    public const uint OpenAppend = 0x400;

    public const uint TypeMask = 0xF000;
    public const uint TypeDirectory = 0x4000;
    public const uint TypeRegular = 0x8000;
    public const uint PermissionMask = 0x1FF;
    public const uint WriteBits = 0b010_010_010;

    public const uint RenameNoReplace = 1;

    public const uint AllocateKeepSize = 0x01;
    public const uint AllocatePunchHole = 0x02;
    public const uint AllocateZeroRange = 0x10;

    public const uint SeekData = 3;
    public const uint SeekHole = 4;
}
