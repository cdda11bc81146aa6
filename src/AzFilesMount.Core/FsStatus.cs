namespace AzFilesMount.Core;

/// <summary>
/// Every outcome an operation can have, independent of kernel and service. One table maps service answers to it, one table a
/// host maps it to the kernel's numbers.
/// </summary>
public enum FsStatus
{
    /// <summary>Not set. Never returned on purpose: a result that was forgotten must not pass for success.</summary>
    Unset = 0,
    Ok = 1,
    NotFound,
    ParentNotFound,
    ShareNotFound,
    AlreadyExists,
    IsDirectory,
    NotDirectory,
    DirectoryNotEmpty,
    AccessDenied,
    NotAuthenticated,
    /// <summary>The mount refuses changes (EROFS).</summary>
    ReadOnlyMount,
    /// <summary>The file carries the ReadOnly attribute (EPERM).</summary>
    ReadOnlyFile,
    NotPermitted,
    SharingViolation,
    LeaseHeld,
    LockConflict,
    DeletePending,
    NoSpace,
    TooLarge,
    BadName,
    NameTooLong,
    BadArgument,
    EndOfFile,
    Busy,
    TimedOut,
    Offline,
    Cancelled,
    NotSupported,
    StaleHandle,
    BadHandle,
    /// <summary>The file changed at the service while one operation was reading it.</summary>
    VersionChanged,
    CrossDevice,
    Corrupt,
    NoBuffers,
    WriteFailed,
    Internal,
}
