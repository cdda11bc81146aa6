namespace AzFilesMount.Functional.Tests.Native;

/// <summary>Operations of flock(2).</summary>
[Flags]
public enum LockOperation
{
    None = 0,
    Shared = 1,
    Exclusive = 2,
    NonBlocking = 4,
    Unlock = 8,
}
