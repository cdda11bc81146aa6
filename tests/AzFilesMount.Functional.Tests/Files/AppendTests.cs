using System.Text;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Appending and opening with flags.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class AppendTests(SharedMount share)
{
    private const OpenFlags AppendFlags = OpenFlags.Write | OpenFlags.Create | OpenFlags.Append;

    [Fact]
    public Task Append_FromTwoDescriptors_InterleavesWholeWrites() => share.RunAsync(60, work =>
    {
        StringBuilder expected = new();
        using (PosixFile one = PosixFile.Open(work["log"], AppendFlags))
        using (PosixFile two = PosixFile.Open(work["log"], AppendFlags))
        {
            for (int i = 0; i < 400; i++)
            {
                string line = $"{i} {new string((char)('a' + (i % 26)), i % 90)}\n";
                (i % 3 == 0 ? one : two).Append(Encoding.ASCII.GetBytes(line));
                expected.Append(line);
            }

            one.Close();
            two.Close();
        }

        Assert.Equal(expected.ToString(), File.ReadAllText(work["log"]));
        work.Remount();
        Assert.Equal(expected.ToString(), File.ReadAllText(work["log"]));
    });

    [Fact]
    public Task Append_FromTwoProcesses_LosesNoLine() => share.RunAsync(60, work =>
    {
        const int lines = 300;
        Parallel.For(0, 2, i => work.Shell.Run(
            work.Root, "sh", "-c", $"i=0; while [ $i -lt {lines} ]; do echo \"{i} $i\"; i=$((i+1)); done >> both").Expect(0));
        string[] found = File.ReadAllLines(work["both"]);
        Assert.Equal(2 * lines, found.Length);
        Assert.Equal(2 * lines, found.Distinct().Count());
    });

    [Fact]
    public Task Append_AfterReopen_ContinuesAtTheEnd() => share.RunAsync(30, work =>
    {
        for (int i = 0; i < 20; i++)
            File.AppendAllText(work["log"], $"{i}\n");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), File.ReadAllLines(work["log"]));
    });

    [Fact]
    public Task Open_WithTruncate_EmptiesTheFile() => share.RunAsync(30, work =>
    {
        PosixFile.WriteWhole(work["f"], SeededData.Bytes(1, 100_000));
        using (PosixFile file = PosixFile.Open(work["f"], OpenFlags.Write | OpenFlags.Truncate))
        {
            Assert.Equal(0, new FileInfo(work["f"]).Length);
            file.Write("new"u8, 0);
            file.Close();
        }

        work.Remount();
        Assert.Equal("new", File.ReadAllText(work["f"]));
    });

    [Fact]
    public Task Open_ExclusiveOfAnExistingName_IsRefused() => share.RunAsync(30, work =>
    {
        const OpenFlags flags = OpenFlags.Write | OpenFlags.Create | OpenFlags.Exclusive;
        PosixFile.Open(work["f"], flags).Close();
        Assert.Equal(Errno.EEXIST, Posix.ErrorOf(() => PosixFile.Open(work["f"], flags).Dispose()));
        Directory.CreateDirectory(work["d"]);
        Assert.Equal(Errno.EEXIST, Posix.ErrorOf(() => PosixFile.Open(work["d"], flags).Dispose()));
        Assert.Equal(Errno.EISDIR, Posix.ErrorOf(() => PosixFile.Open(work["d"], OpenFlags.Write).Dispose()));
    });

    [Fact]
    public Task Open_OfMissingNames_SaysWhichKindIsMissing() => share.RunAsync(30, work =>
    {
        PosixFile.WriteWhole(work["f"], "x"u8);
        Assert.Equal(Errno.ENOENT, Posix.ErrorOf(() => PosixFile.Open(work["missing"], OpenFlags.Read).Dispose()));
        Assert.Equal(Errno.ENOENT, Posix.ErrorOf(() => PosixFile.Open(work["no/such/f"], OpenFlags.Write | OpenFlags.Create).Dispose()));
        Assert.Equal(Errno.ENOTDIR, Posix.ErrorOf(() => PosixFile.Open(work["f/below"], OpenFlags.Read).Dispose()));
        Assert.Equal(Errno.ENOTDIR, Posix.ErrorOf(() => Posix.RemoveDirectory(work["f"])));
        Assert.Equal(Errno.EEXIST, Posix.ErrorOf(() => Posix.MakeDirectory(work["f"])));
    });

    [Fact]
    public Task Writers_OfDifferentFilesAtOnce_KeepThemApart() => share.RunAsync(90, work =>
    {
        const int length = 1_500_000;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            byte[] content = SeededData.Bytes(i, length);
            using PosixFile file = PosixFile.Create(work[$"f{i}"]);
            for (int offset = 0; offset < length; offset += 10_000)
                file.Write(content.AsSpan(offset, Math.Min(10_000, length - offset)), offset);
            file.Close();
        });
        work.Remount();
        for (int i = 0; i < 8; i++)
            SeededData.AssertFile(work[$"f{i}"], i, length);
    });
}
