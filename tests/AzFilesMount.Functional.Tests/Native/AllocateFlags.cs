namespace AzFilesMount.Functional.Tests.Native;

/// <summary>Modes of fallocate(2).</summary>
[Flags]
public enum AllocateFlags
{
    Extend = 0,
    KeepSize = 1,
    PunchHole = 2,
    ZeroRange = 0x10,
}
