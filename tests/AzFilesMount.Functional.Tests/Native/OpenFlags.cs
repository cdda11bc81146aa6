namespace AzFilesMount.Functional.Tests.Native;

/// <summary>Flags of open(2) that have the same value on every Linux architecture .NET runs on.</summary>
[Flags]
public enum OpenFlags
{
    Read = 0,
    Write = 1,
    ReadWrite = 2,
    Create = 0x40,
    Exclusive = 0x80,
    Truncate = 0x200,
    Append = 0x400,
    CloseOnExec = 0x80000,
}
