using AzFilesMount.Core;

namespace AzFilesMount.Fuse.Tests;

public class ErrnoMapTests
{
    // Numbers as in errno.h, on purpose not the names the map itself uses.
    public static TheoryData<FsStatus, int> Table => new()
    {
        { FsStatus.Unset, 5 },
        { FsStatus.Ok, 0 },
        { FsStatus.NotFound, 2 },
        { FsStatus.ParentNotFound, 2 },
        { FsStatus.ShareNotFound, 5 },
        { FsStatus.AlreadyExists, 17 },
        { FsStatus.IsDirectory, 21 },
        { FsStatus.NotDirectory, 20 },
        { FsStatus.DirectoryNotEmpty, 39 },
        { FsStatus.AccessDenied, 13 },
        { FsStatus.NotAuthenticated, 13 },
        { FsStatus.ReadOnlyMount, 30 },
        { FsStatus.ReadOnlyFile, 1 },
        { FsStatus.NotPermitted, 1 },
        { FsStatus.SharingViolation, 16 },
        { FsStatus.LeaseHeld, 16 },
        { FsStatus.LockConflict, 11 },
        { FsStatus.DeletePending, 16 },
        { FsStatus.NoSpace, 28 },
        { FsStatus.TooLarge, 27 },
        { FsStatus.BadName, 22 },
        { FsStatus.NameTooLong, 36 },
        { FsStatus.BadArgument, 22 },
        { FsStatus.EndOfFile, 6 },
        { FsStatus.Busy, 110 },
        { FsStatus.TimedOut, 110 },
        { FsStatus.Offline, 113 },
        { FsStatus.Cancelled, 4 },
        { FsStatus.NotSupported, 95 },
        { FsStatus.StaleHandle, 116 },
        { FsStatus.BadHandle, 9 },
        { FsStatus.VersionChanged, 5 },
        { FsStatus.CrossDevice, 18 },
        { FsStatus.Corrupt, 5 },
        { FsStatus.NoBuffers, 12 },
        { FsStatus.WriteFailed, 5 },
        { FsStatus.Internal, 5 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void ToErrno_EachStatus_IsAsTheTableSays(FsStatus status, int errno) => Assert.Equal(errno, ErrnoMap.ToErrno(status));

    [Fact]
    public void Table_NamesEveryStatus() =>
        Assert.Equal(Enum.GetValues<FsStatus>(), Table.Select(static row => row.Data.Item1).Order());
}
