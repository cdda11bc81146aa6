namespace AzFilesMount.Fuse.Protocol;

/// <summary>Abilities that kernel and host agree on at the start; the ones this host has an opinion on.</summary>
[Flags]
internal enum InitFlags : uint
{
    None = 0,
    AsyncRead = 1u << 0,
    PosixLocks = 1u << 1,
    AtomicTruncate = 1u << 3,
    BigWrites = 1u << 5,
    FlockLocks = 1u << 10,
    DoReadDirPlus = 1u << 13,
    ReadDirPlusAuto = 1u << 14,
    AsyncDirectIo = 1u << 15,
    WriteBackCache = 1u << 16,
    ParallelDirectoryOperations = 1u << 18,
    MaxPages = 1u << 22,
    /// <summary>The host takes set-user-id bits away on write itself: trivially true here, no file ever shows any.</summary>
    HandleKillPrivilegesV2 = 1u << 28,
}
