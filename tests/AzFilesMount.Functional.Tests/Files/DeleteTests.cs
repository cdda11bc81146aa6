using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Deleting, also of what is open.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class DeleteTests(SharedMount share)
{
    [Fact]
    public Task Delete_WhileOpen_StaysReadableAndWritableUntilClose() => share.RunAsync(60, work =>
    {
        byte[] content = SeededData.Bytes(13, 300_000);
        PosixFile.WriteWhole(work["f"], content);
        using (PosixFile reader = PosixFile.Open(work["f"], OpenFlags.Read))
        using (PosixFile writer = PosixFile.Open(work["f"], OpenFlags.ReadWrite))
        {
            Posix.Unlink(work["f"]);
            Assert.False(File.Exists(work["f"]));
            SeededData.AssertSame(content, reader.ReadExactly(content.Length, 0), "the deleted file");
            writer.Write("still here"u8, 100_000);
            writer.Sync();
            Assert.Equal("still here"u8, reader.ReadExactly(10, 100_000));
            writer.SetLength(500_000);
            Assert.Equal(500_000, reader.Length);
            writer.Close();
            Assert.Equal("still here"u8, reader.ReadExactly(10, 100_000));
            reader.Close();
        }

        Assert.Empty(work.Names());
        work.Remount();
        Assert.Empty(work.Names());
    });

    [Fact]
    public Task Delete_WhileOpen_LeavesNothingOnTheShare() => share.RunMountedAsync(90, work =>
    {
        using (PosixFile file = PosixFile.Create(work["f"]))
        {
            file.Write(SeededData.Bytes(14, 50_000), 0);
            Posix.Unlink(work["f"]);
            file.Close();
        }

        // A mount of its own has nothing cached and hides nothing of what the first one left.
        using TestScope scope = new();
        Mount second = scope.StartMount(scope.ArgumentsFor(work.Share.Emulator));
        string root = Path.Combine(second.Directory, Path.GetRelativePath(work.Share.Mount.Directory, work.Root));
        Eventually.True("the share holds nothing of the deleted file", TimeSpan.FromSeconds(10), () => AllNames(root).Count == 0);
        Assert.DoesNotContain(AllNames(second.Directory), name => name.Contains("fuse_hidden", StringComparison.Ordinal));
    });

    [Fact]
    public Task Delete_WhileOpenThenCreateTheName_KeepsBothApart() => share.RunAsync(30, work =>
    {
        File.WriteAllText(work["f"], "first");
        using PosixFile first = PosixFile.Open(work["f"], OpenFlags.Read);
        Posix.Unlink(work["f"]);
        File.WriteAllText(work["f"], "second");
        Assert.Equal("first"u8, first.ReadExactly(5, 0));
        Assert.Equal("second", File.ReadAllText(work["f"]));
        first.Close();
        Assert.Equal("second", File.ReadAllText(work["f"]));
        Assert.Equal(["f"], work.Names());
    });

    [Fact]
    public Task Delete_OfWrongKinds_IsRefused() => share.RunAsync(30, work =>
    {
        Directory.CreateDirectory(work["d/inside"]);
        Assert.Equal(Errno.ENOTEMPTY, Posix.ErrorOf(() => Posix.RemoveDirectory(work["d"])));
        Assert.Contains(Posix.ErrorOf(() => Posix.Unlink(work["d"])), (Errno[])[Errno.EISDIR, Errno.EPERM]);
        Assert.Equal(Errno.ENOENT, Posix.ErrorOf(() => Posix.Unlink(work["missing"])));
        Assert.Equal(Errno.ENOENT, Posix.ErrorOf(() => Posix.RemoveDirectory(work["missing"])));
        Posix.RemoveDirectory(work["d/inside"]);
        Posix.RemoveDirectory(work["d"]);
        Assert.Empty(work.Names());
    });

    [Fact]
    public Task RemoveDirectory_AfterItsOpenFileWasDeleted_LeavesNothing() => share.RunAsync(30, work =>
    {
        Directory.CreateDirectory(work["d"]);
        using (PosixFile file = PosixFile.Create(work["d/f"]))
        {
            file.Write("x"u8, 0);
            Posix.Unlink(work["d/f"]);
            Assert.Empty(WorkDirectory.NamesIn(work["d"]));
            file.Close();
        }

        Eventually.True("the emptied directory can be removed", TimeSpan.FromSeconds(10),
            () => Posix.ErrorOf(() => Posix.RemoveDirectory(work["d"])) == Errno.None);
        Assert.Empty(work.Names());
    });

    private static List<string> AllNames(string root) =>
        [.. Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)];
}
