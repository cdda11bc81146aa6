using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Renaming files and trees, also while they are open.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class RenameTests(SharedMount share)
{
    [Fact]
    public Task Rename_OverAnExistingFile_ReplacesIt() => share.RunAsync(30, work =>
    {
        File.WriteAllText(work["new"], "new");
        File.WriteAllText(work["old"], "old");
        Posix.Rename(work["new"], work["old"]);
        Assert.Equal(["old"], work.Names());
        Assert.Equal("new", File.ReadAllText(work["old"]));
        work.Remount();
        Assert.Equal(["old"], work.Names());
        Assert.Equal("new", File.ReadAllText(work["old"]));
    });

    [Fact]
    public Task Rename_OverAnOpenFile_LeavesTheOldBytesToItsReader() => share.RunAsync(30, work =>
    {
        File.WriteAllText(work["target"], "old bytes");
        File.WriteAllText(work["source"], "new bytes");
        using PosixFile reader = PosixFile.Open(work["target"], OpenFlags.Read);
        Posix.Rename(work["source"], work["target"]);
        Assert.Equal("old bytes"u8, reader.ReadExactly(9, 0));
        Assert.Equal("new bytes", File.ReadAllText(work["target"]));
        reader.Close();
        Assert.Equal(["target"], work.Names());
    });

    [Fact]
    public Task RenameNoReplace_OfAnExistingName_IsRefused() => share.RunAsync(30, work =>
    {
        File.WriteAllText(work["a"], "a");
        File.WriteAllText(work["b"], "b");
        Assert.Equal(Errno.EEXIST, Posix.ErrorOf(() => Posix.RenameNoReplace(work["a"], work["b"])));
        Assert.Equal("b", File.ReadAllText(work["b"]));
        Posix.RenameNoReplace(work["a"], work["c"]);
        Assert.Equal(["b", "c"], work.Names());
    });

    [Fact]
    public Task Rename_OfKindsThatDoNotFit_IsRefused() => share.RunAsync(30, work =>
    {
        File.WriteAllText(work["file"], "f");
        Directory.CreateDirectory(work["full/inside"]);
        Directory.CreateDirectory(work["empty"]);
        Assert.Equal(Errno.EISDIR, Posix.ErrorOf(() => Posix.Rename(work["file"], work["empty"])));
        Assert.Equal(Errno.ENOTDIR, Posix.ErrorOf(() => Posix.Rename(work["empty"], work["file"])));
        Assert.Equal(Errno.ENOTEMPTY, Posix.ErrorOf(() => Posix.Rename(work["empty"], work["full"])));
        Assert.Equal(Errno.EINVAL, Posix.ErrorOf(() => Posix.Rename(work["full"], work["full/inside/deeper"])));
        Assert.Equal(Errno.ENOENT, Posix.ErrorOf(() => Posix.Rename(work["missing"], work["x"])));
        Posix.Rename(work["full"], work["empty"]);
        Assert.Equal(["empty", "file"], work.Names());
        Assert.Equal(["inside"], WorkDirectory.NamesIn(work["empty"]));
    });

    [Fact]
    public Task Rename_OfATreeWithOpenFiles_KeepsThemReadableAndWritable() => share.RunAsync(60, work =>
    {
        Directory.CreateDirectory(work["tree/a/b"]);
        PosixFile.WriteWhole(work["tree/a/read"], "to read"u8);
        using (PosixFile reader = PosixFile.Open(work["tree/a/read"], OpenFlags.Read))
        using (PosixFile writer = PosixFile.Create(work["tree/a/b/write"]))
        {
            writer.Write("before "u8, 0);
            Posix.Rename(work["tree"], work["moved"]);
            Assert.Equal("to read"u8, reader.ReadExactly(7, 0));
            writer.Write("after"u8, 7);
            writer.Close();
        }

        Assert.False(Directory.Exists(work["tree"]));
        Assert.Equal("before after", File.ReadAllText(work["moved/a/b/write"]));
        work.Remount();
        Assert.Equal(["moved"], work.Names());
        Assert.Equal("before after", File.ReadAllText(work["moved/a/b/write"]));
    });

    [Fact]
    public Task Rename_OfAFileBeingWritten_KeepsEveryByte() => share.RunAsync(60, work =>
    {
        byte[] expected = SeededData.Bytes(12, 2_000_000);
        Directory.CreateDirectory(work["sub"]);
        using (PosixFile file = PosixFile.Create(work["first"]))
        {
            file.Write(expected.AsSpan(0, 1_000_000), 0);
            Posix.Rename(work["first"], work["sub/second"]);
            file.Write(expected.AsSpan(1_000_000), 1_000_000);
            file.Close();
        }

        work.Remount();
        SeededData.AssertSame(expected, File.ReadAllBytes(work["sub/second"]), "the renamed file");
        Assert.Equal(["sub"], work.Names());
    });

    [Fact]
    public Task Rename_OfADirectory_IsOneRequest() => share.RunMountedAsync(60, work =>
    {
        for (int i = 0; i < 30; i++)
            PosixFile.WriteWhole(Path.Combine(Directory.CreateDirectory(work[$"tree/d{i}"]).FullName, "f"), "x"u8);
        work.Share.Emulator.Log.Mark();
        Posix.Rename(work["tree"], work["moved"]);
        IReadOnlyList<Request> requests = work.Share.Emulator.Log.Since();
        Assert.True(requests.Count(request => request.IsWrite) == 1, RequestLog.Describe(requests));
        Assert.True(requests.Count <= 5, RequestLog.Describe(requests));
        Assert.Equal(30, WorkDirectory.NamesIn(work["moved"]).Count);
    });
}
