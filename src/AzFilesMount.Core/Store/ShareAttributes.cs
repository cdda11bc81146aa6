namespace AzFilesMount.Core.Store;

/// <summary>The service's SMB attributes. Bits equal the Windows FILE_ATTRIBUTE_* values.</summary>
[Flags]
public enum ShareAttributes
{
    None = 0,
    ReadOnly = 0x1,
    Hidden = 0x2,
    System = 0x4,
    Directory = 0x10,
    Archive = 0x20,
    Temporary = 0x100,
    Offline = 0x1000,
    NotContentIndexed = 0x2000,
    NoScrubData = 0x20000,
}
