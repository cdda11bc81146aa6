using AzFilesMount.Core;
using AzFilesMount.Fuse.Native;

namespace AzFilesMount.Fuse;

/// <summary>The only place that turns a status into a Linux error number; where tastes differ it follows the kernel's cifs.</summary>
internal static class ErrnoMap
{
    public static int ToErrno(FsStatus status) => status switch
    {
        FsStatus.Ok => Errno.None,
        FsStatus.NotFound or FsStatus.ParentNotFound => Errno.ENOENT,
        FsStatus.AlreadyExists => Errno.EEXIST,
        FsStatus.IsDirectory => Errno.EISDIR,
        FsStatus.NotDirectory => Errno.ENOTDIR,
        FsStatus.DirectoryNotEmpty => Errno.ENOTEMPTY,
        FsStatus.AccessDenied or FsStatus.NotAuthenticated => Errno.EACCES,
        FsStatus.ReadOnlyMount => Errno.EROFS,
        FsStatus.ReadOnlyFile or FsStatus.NotPermitted => Errno.EPERM,
        FsStatus.SharingViolation or FsStatus.LeaseHeld or FsStatus.DeletePending => Errno.EBUSY,
        FsStatus.LockConflict => Errno.EAGAIN,
        FsStatus.NoSpace => Errno.ENOSPC,
        FsStatus.TooLarge => Errno.EFBIG,
        FsStatus.BadName or FsStatus.BadArgument => Errno.EINVAL,
        FsStatus.NameTooLong => Errno.ENAMETOOLONG,
        // A read past the end is answered with no bytes before this table is asked; what remains is seeking, where this is the word.
        FsStatus.EndOfFile => Errno.ENXIO,
        FsStatus.Busy or FsStatus.TimedOut => Errno.ETIMEDOUT,
        FsStatus.Offline => Errno.EHOSTUNREACH,
        FsStatus.Cancelled => Errno.EINTR,
        FsStatus.NotSupported => Errno.EOPNOTSUPP,
        FsStatus.StaleHandle => Errno.ESTALE,
        FsStatus.BadHandle => Errno.EBADF,
        FsStatus.CrossDevice => Errno.EXDEV,
        FsStatus.NoBuffers => Errno.ENOMEM,
        FsStatus.ShareNotFound or FsStatus.VersionChanged or FsStatus.Corrupt or FsStatus.WriteFailed => Errno.EIO,
        _ => Errno.EIO,
    };
}
