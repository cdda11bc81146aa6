using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Consistency;

/// <summary>When written bytes are on the share, and that nobody claims so when they are not.</summary>
public sealed class DurabilityTests
{
    private static readonly string[] AskAlways = ["--attr-ttl=0s", "--dir-ttl=0s", "--negative-ttl=0s"];

    [Theory]
    [InlineData("fsync")]
    [InlineData("fdatasync")]
    public Task Sync_OfAnOpenFile_PutsItsBytesOnTheShare(string call) => FunctionalTest.RunAsync(90, scope =>
    {
        (WorkPath here, WorkPath elsewhere) = StartTwo(scope, "--write-policy=close");
        byte[] content = SeededData.Bytes(1, 6_000_000);
        using PosixFile file = PosixFile.Create(here["f"]);
        file.Write(content, 0);
        if (call == "fsync")
            file.Sync();
        else
            file.SyncData();
        SeededData.AssertSame(content, File.ReadAllBytes(elsewhere["f"]), call);
    });

    [Fact]
    public Task Write_WithPolicyThrough_IsOnTheShareBeforeClose() => FunctionalTest.RunAsync(90, scope =>
    {
        (WorkPath here, WorkPath elsewhere) = StartTwo(scope, "--write-policy=through");
        using PosixFile file = PosixFile.Create(here["f"]);
        for (int i = 0; i < 10; i++)
        {
            file.Write(SeededData.Bytes(i, 1_000), i * 1_000);
            Assert.Equal((i + 1) * 1_000, new FileInfo(elsewhere["f"]).Length);
            using PosixFile reader = PosixFile.Open(elsewhere["f"], OpenFlags.Read);
            SeededData.AssertSame(SeededData.Bytes(i, 1_000), reader.ReadExactly(1_000, i * 1_000), $"write {i}");
        }
    });

    [Fact]
    public Task MappedWrite_Synced_IsOnTheShare() => FunctionalTest.RunAsync(90, scope =>
    {
        (WorkPath here, WorkPath elsewhere) = StartTwo(scope);
        byte[] content = SeededData.Bytes(3, 100_000);
        PosixFile.WriteWhole(here["f"], new byte[content.Length]);
        using PosixFile file = PosixFile.Open(here["f"], OpenFlags.ReadWrite);
        using MappedRange map = MappedRange.Map(file, content.Length);
        map.Write(content, 0);
        map.Sync();
        file.Sync();
        SeededData.AssertSame(content, File.ReadAllBytes(elsewhere["f"]), "msync");
    });

    [Fact]
    public Task Close_WhileTheServiceIsGone_ReportsAnError() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Mount mount = scope.StartMount(emulator, "--timeout=4s", "--write-policy=close", "--drain-timeout=3s");
        WorkPath here = new(mount.Directory);
        PosixFile.WriteWhole(here["f"], "before"u8);
        using PosixFile file = PosixFile.Open(here["f"], OpenFlags.Write);
        emulator.Kill();
        Errno error = Posix.ErrorOf(() =>
        {
            file.Write(SeededData.Bytes(4, 100_000), 0);
            file.Close();
        });
        Errno[] expected = [Errno.EHOSTUNREACH, Errno.ETIMEDOUT, Errno.EIO];
        Assert.True(expected.Contains(error), $"close reported {error}.\n{mount.Describe()}");
    });

    [Fact]
    public Task Service_BackAfterAnOutage_IsUsedAgainWithin5Seconds() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Mount mount = scope.StartMount(emulator, ["--timeout=2s", .. AskAlways]);
        WorkPath here = new(mount.Directory);
        PosixFile.WriteWhole(here["f"], "before"u8);
        emulator.Kill();
        Assert.NotEqual(Errno.None, Posix.ErrorOf(() => PosixFile.WriteWhole(here["g"], "during"u8)));
        emulator.Restart();
        Eventually.True("the mount works again\n" + mount.Describe(), TimeSpan.FromSeconds(5), () =>
            Posix.ErrorOf(() => PosixFile.WriteWhole(here["h"], "after"u8)) == Errno.None);
        Assert.Equal("before", File.ReadAllText(here["f"]));
    });

    private static (WorkPath Here, WorkPath Elsewhere) StartTwo(TestScope scope, params IReadOnlyList<string> flags)
    {
        Emulator emulator = scope.StartEmulator();
        Mount here = scope.StartMount(emulator, flags);
        Mount elsewhere = scope.StartMount(scope.ArgumentsFor(emulator, AskAlways) with
        {
            Environment = scope.Area.AddUser("u1").Environment,
        });
        return (new WorkPath(here.Directory), new WorkPath(elsewhere.Directory));
    }
}
