using AzFilesMount.Functional.Tests.Crash;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;
using AzFilesMount.Functional.Tests.Workloads;

namespace AzFilesMount.Functional.Tests.SelfTests;

/// <summary>The checkers find damage: each is run on the local disk, which is right, and then on a file that was damaged.</summary>
public sealed class CheckerSelfTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FileChecker_AfterOneChangedByte_Fails(int seed)
    {
        using LocalDirectory local = new();
        using FileChecker checker = new(local["f"], seed);
        checker.Run(500);
        using (PosixFile file = PosixFile.Open(local["f"], OpenFlags.ReadWrite))
        {
            byte[] one = file.ReadExactly(1, file.Length / 2);
            one[0] ^= 1;
            file.Write(one, file.Length / 2);
        }

        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => checker.Run(0));
        Assert.Contains($"Seed {seed}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileChecker_AfterALostTail_Fails()
    {
        using LocalDirectory local = new();
        using FileChecker checker = new(local["f"], 4);
        checker.Run(500);
        Posix.SetLength(local["f"], new FileInfo(local["f"]).Length - 1);
        Assert.Throws<InvalidOperationException>(() => checker.Run(0));
    }

    [Fact]
    public void CrashWriters_OnAWholeDirectory_AreContent()
    {
        using LocalDirectory local = new();
        using CrashWriters writers = Write(local);
        writers.Verify(local.Root);
    }

    [Fact]
    public void CrashWriters_AfterALostOrDamagedFile_Fail()
    {
        using LocalDirectory local = new();
        using CrashWriters writers = Write(local);
        string victim = Directory.EnumerateFiles(local["w-0"]).First(path => new FileInfo(path).Length > 0);
        Posix.Rename(victim, local["kept"]);
        Assert.ThrowsAny<Exception>(() => writers.Verify(local.Root));
        Posix.Rename(local["kept"], victim);
        writers.Verify(local.Root);
        Posix.SetLength(victim, new FileInfo(victim).Length - 1);
        Assert.ThrowsAny<Exception>(() => writers.Verify(local.Root));
    }

    [Fact]
    public void SourceTree_OfOneSeed_IsAlwaysTheSame()
    {
        using LocalDirectory one = new();
        using LocalDirectory two = new();
        SourceTree.Write(one["t"], 5, 60);
        SourceTree.Write(two["t"], 5, 60);
        Assert.Equal(SourceTree.Times(one["t"]), SourceTree.Times(two["t"]));
        Assert.All(SourceTree.Times(one["t"]).Keys.Where(path => File.Exists(Path.Combine(one["t"], path))), path =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(one["t"], path)), File.ReadAllBytes(Path.Combine(two["t"], path))));
    }

    private static CrashWriters Write(LocalDirectory local)
    {
        CrashWriters writers = new(local.Root, "w", 6, 2, goOn: false);
        Eventually.True("files are written", Limits.Start, () => writers.Acknowledged > 60);
        writers.Stop(Limits.Stop);
        return writers;
    }
}
