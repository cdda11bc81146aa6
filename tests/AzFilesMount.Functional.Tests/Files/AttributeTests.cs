using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Times, modes, links that are refused, volume size.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class AttributeTests(SharedMount share)
{
    private const UnixFileMode WriteBits = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    [Fact]
    public Task SetTimes_To100Nanoseconds_AreKeptAfterRemount() => share.RunAsync(60, work =>
    {
        DateTime modified = new DateTime(2021, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1_234_567);
        DateTime old = new DateTime(1995, 7, 8, 9, 10, 11, DateTimeKind.Utc).AddTicks(7_654_321);
        File.WriteAllText(work["f"], "content");
        Directory.CreateDirectory(work["d"]);
        Posix.SetTimes(work["f"], modified, modified);
        Posix.SetTimes(work["d"], old, old);
        AssertTimes();
        work.Remount();
        AssertTimes();

        void AssertTimes()
        {
            Assert.Equal(modified, File.GetLastWriteTimeUtc(work["f"]));
            Assert.Equal(old, Directory.GetLastWriteTimeUtc(work["d"]));
        }
    });

    [Fact]
    public Task SetTimes_WhileOpenForWriting_OutlivesTheClose() => share.RunAsync(60, work =>
    {
        DateTime modified = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(42);
        using (PosixFile file = PosixFile.Create(work["f"]))
        {
            file.Write("written before the time is set"u8, 0);
            Posix.SetTimes(work["f"], modified, modified);
            file.Close();
        }

        Assert.Equal(modified, File.GetLastWriteTimeUtc(work["f"]));
        work.Remount();
        Assert.Equal(modified, File.GetLastWriteTimeUtc(work["f"]));
    });

    [Fact]
    public Task Write_ToAnOldFile_MovesItsTimeToNow() => share.RunAsync(60, work =>
    {
        DateTime old = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.WriteAllText(work["f"], "x");
        Posix.SetTimes(work["f"], old, old);
        File.AppendAllText(work["f"], "y");
        work.Remount();
        Assert.InRange(File.GetLastWriteTimeUtc(work["f"]), DateTime.UtcNow.AddMinutes(-2), DateTime.UtcNow.AddMinutes(2));
    });

    [Fact]
    public Task SetMode_WithoutWriteBits_IsKeptAndUndone() => share.RunAsync(60, work =>
    {
        File.WriteAllText(work["f"], "content");
        UnixFileMode mode = File.GetUnixFileMode(work["f"]);
        Posix.SetMode(work["f"], mode & ~WriteBits);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(work["f"]) & WriteBits);
        work.Remount();
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(work["f"]) & WriteBits);
        Posix.SetMode(work["f"], mode);
        work.Remount();
        Assert.Equal(mode, File.GetUnixFileMode(work["f"]));
        File.AppendAllText(work["f"], " and more");
        Assert.Equal("content and more", File.ReadAllText(work["f"]));
    });

    [Fact]
    public Task Unlink_OfAReadOnlyFile_Works() => share.RunAsync(60, work =>
    {
        File.WriteAllText(work["f"], "content");
        Posix.SetMode(work["f"], UnixFileMode.UserRead);
        Posix.Unlink(work["f"]);
        Assert.Empty(work.Names());
        work.Remount();
        Assert.Empty(work.Names());
    });

    [Fact]
    public Task RenameOver_AReadOnlyFile_Works() => share.RunAsync(60, work =>
    {
        File.WriteAllText(work["old"], "old");
        File.WriteAllText(work["new"], "new");
        Posix.SetMode(work["old"], UnixFileMode.UserRead);
        Posix.Rename(work["new"], work["old"]);
        Assert.Equal("new", File.ReadAllText(work["old"]));
    });

    [Fact]
    public Task Links_AreRefused() => share.RunMountedAsync(30, work =>
    {
        File.WriteAllText(work["f"], "content");
        Errno[] refusals = [Errno.EPERM, Errno.EOPNOTSUPP];
        Assert.Equal(Errno.EPERM, Posix.ErrorOf(() => Posix.SymbolicLink("f", work["symbolic"])));
        Assert.Contains(Posix.ErrorOf(() => Posix.Link(work["f"], work["hard"])), refusals);
        Assert.Contains(Posix.ErrorOf(() => Posix.MakePipe(work["pipe"])), refusals);
        Assert.Equal(["f"], work.Names());
    });

    [Fact]
    public Task Identity_OfAFile_IsStableAcrossRenameAndRemount() => share.RunMountedAsync(60, work =>
    {
        File.WriteAllText(work["f"], "content");
        string before = Inode("f");
        Posix.Rename(work["f"], work["g"]);
        Assert.Equal(before, Inode("g"));
        work.Remount();
        Assert.Equal(before, Inode("g"));

        string Inode(string name) => work.Shell.Output(work.Root, "stat", "-c", "%i", name).Trim();
    });

    [Fact]
    public Task VolumeSize_IsTold() => share.RunAsync(30, work =>
    {
        DriveInfo drive = new(work.Root);
        Assert.True(drive.TotalSize > 1L << 20, $"{drive.TotalSize} bytes");
        Assert.InRange(drive.AvailableFreeSpace, 0, drive.TotalSize);
        work.Shell.Run(work.Root, "df", ".").Expect(0);
        work.Shell.Run(work.Root, "df", "-i", ".").Expect(0);
    });

    [Fact]
    public Task MountTable_NamesTypeAndSource() => share.RunMountedAsync(30, work =>
    {
        string line = MountPoints.Describe(work.Share.Mount.Directory) ?? "";
        Assert.Contains(" - fuse.azfilesmount ", line, StringComparison.Ordinal);
        Assert.Contains(work.Share.Emulator.ShareUrl, line, StringComparison.Ordinal);
    });
}
