namespace AzFilesMount.Emulator.Tree;

/// <summary>SMB file attributes; the order of the members is the order in answers. The values are stored: pinned by a test.</summary>
[Flags]
internal enum SmbAttributes
{
    None = 0,
    ReadOnly = 1 << 0,
    Hidden = 1 << 1,
    System = 1 << 2,
    Directory = 1 << 3,
    Archive = 1 << 4,
    Temporary = 1 << 5,
    Offline = 1 << 6,
    NotContentIndexed = 1 << 7,
    NoScrubData = 1 << 8,
}
