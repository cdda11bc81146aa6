using System.Security.Cryptography;
using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;

namespace AzFilesMount.Fuse.Tests.Live;

/// <summary>Real programs on a real mount.</summary>
public class MountLiveTests
{
    [Fact]
    public async Task Shell_OrdinaryWork_GivesWhatALocalDiskGives()
    {
        await using var mount = await LiveMount.StartAsync(static files => files.AddFile("hello.txt", "hello\n"u8.ToArray()));
        Assert.Equal("hello.txt", await mount.ShellAsync("ls"));
        Assert.Equal("hello", await mount.ShellAsync("cat hello.txt"));
        Assert.Equal("a\nhello.txt", await mount.ShellAsync("mkdir a && cp hello.txt a/b && mv a/b a/c && ls"));
        Assert.Equal("hello", await mount.ShellAsync("cat a/c"));
        Assert.Equal("hel", await mount.ShellAsync("truncate -s 3 a/c && cat a/c"));
        Assert.Equal("helxyz", await mount.ShellAsync("printf xyz >> a/c && cat a/c"));
        Assert.Equal("hello.txt", await mount.ShellAsync("rm a/c && rmdir a && ls"));
        Assert.Equal(".\n..\nhello.txt", await mount.ShellAsync("ls -a"));
    }

    [Fact]
    public async Task Stat_ShowsModeOwnerSizeAndTime()
    {
        await using var mount = await LiveMount.StartAsync(
            static files => files.AddFile("f", new byte[1000]),
            static options => options with { Uid = 1234, Gid = 5678, FileMode = Convert.ToUInt32("640", 8), AllowOther = true });
        Assert.Equal("640 1234 5678 1000 2 1 1700000000", await mount.ShellAsync("stat -c '%a %u %g %s %b %h %Y' f"));
        Assert.Equal("440", await mount.ShellAsync("chmod a-w f && stat -c %a f"));
        Assert.Equal("640", await mount.ShellAsync("chmod u+w f && chown 7 f && stat -c %a f"));
        Assert.Equal("2020-01-02 03:04:05.123456700", await mount.ShellAsync(
            "TZ=UTC touch -d '2020-01-02 03:04:05.123456789' f && TZ=UTC stat -c %y f | cut -c1-29"));
        // The time of creation came into the protocol with Linux 6.6; before, stat says "-" or 0.
        Assert.True(await mount.ShellAsync("stat -c %W f") is "1600000000" or "0" or "-");
        Assert.Equal("755 directory", await mount.ShellAsync("stat -c '%a %F' ."));
    }

    [Fact]
    public async Task Findmnt_ShowsTypeAndSource()
    {
        await using var mount = await LiveMount.StartAsync();
        var entry = AzFilesMount.Fuse.Mounting.MountTable.Find(mount.MountPoint);
        Assert.Equal(("fuse.azfilesmount", "https://a.file.core.windows.net/s"), (entry?.Type, entry?.Source));
    }

    [Fact]
    public async Task Listing_ManyFiles_NamesEachOnce()
    {
        await using var mount = await LiveMount.StartAsync(static files =>
        {
            for (var index = 0; index < 3000; index++)
                files.AddFile($"file-{index}-{new string('é', 50)}", []);
        });
        Assert.Equal("3000", await mount.ShellAsync("ls -lU | grep -c file-"));
        Assert.Equal("3000", await mount.ShellAsync("find . -type f | sort -u | wc -l"));
    }

    [Theory]
    [InlineData("iflag=direct")]
    [InlineData("iflag=fullblock")]
    public async Task Dd_ReadsInMebibytes_GivesTheSameBytes(string flags)
    {
        var content = RandomNumberGenerator.GetBytes(10_000_000);
        await using var mount = await LiveMount.StartAsync(files => files.AddFile("f", content));
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.StartsWith(sum, await mount.ShellAsync($"dd if=f bs=1M {flags} 2>/dev/null | sha256sum"));
        if (flags == "iflag=direct")
            Assert.InRange(mount.Host.Counters.Requests()["read"], 1, 15);
    }

    [Theory]
    [InlineData("oflag=direct")]
    [InlineData("conv=fsync")]
    public async Task Dd_WritesInMebibytes_StoresTheSameBytes(string flags)
    {
        await using var mount = await LiveMount.StartAsync();
        await mount.ShellAsync($"dd if=/dev/zero of=f bs=1M count=8 {flags}");
        Assert.Equal($"{8 << 20} f", await mount.ShellAsync("wc -c f"));
        Assert.Equal("", await mount.ShellAsync($"cmp -n {8 << 20} f /dev/zero"));
        Assert.InRange(mount.Host.Counters.Requests()["write"], 1, 20);
    }

    [Fact]
    public async Task Mmap_WritesReachTheFile()
    {
        var content = RandomNumberGenerator.GetBytes(100_000);
        await using var mount = await LiveMount.StartAsync(files => files.AddFile("f", [.. content]));
        using var child = ChildProcess.Start("map", mount.PathOf("f"));
        await child.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        Assert.Equal(0, child.ExitCode);
        var file = mount.FileSystem.Root.Children["f"];
        Assert.Equal(content.Select(static value => (byte)~value), file.Data[..file.Length]);
    }

    [Fact]
    public async Task ManyReadersAtOnce_WhoseBytesComeLate_AllGetThem()
    {
        var content = RandomNumberGenerator.GetBytes(1 << 20);
        await using var mount = await LiveMount.StartAsync(files =>
        {
            files.AddFile("f", content);
            files.Gate = static (operation, token) => operation == "read" ? Task.Delay(20, token) : Task.CompletedTask;
        });
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        var sums = await mount.ShellAsync(
            "for i in 1 2 3 4 5 6 7 8; do dd if=f bs=64k iflag=direct 2>/dev/null | sha256sum & done; wait");
        Assert.Equal(Enumerable.Repeat($"{sum}  -", 8), sums.Split('\n'));
    }

    [Fact]
    public async Task Errors_ReachThePrograms()
    {
        await using var mount = await LiveMount.StartAsync(static files => files.AddFile("f", "x"u8.ToArray()));
        Assert.Contains("Operation not permitted", await mount.ShellAsync("ln -s f g"), StringComparison.Ordinal);
        Assert.Contains("Operation not permitted", await mount.ShellAsync("ln f g"), StringComparison.Ordinal);
        Assert.Contains("Operation not permitted", await mount.ShellAsync("mkfifo g"), StringComparison.Ordinal);
        mount.FileSystem.Failure = static operation => operation == "flush" ? FsStatus.NoSpace : FsStatus.Ok;
        Assert.Contains("No space left", await mount.ShellAsync("cp f g"), StringComparison.Ordinal);
        mount.FileSystem.Failure = null;
    }

    [Fact]
    public async Task ReadOnly_ChangesAreRefusedByTheKernel()
    {
        await using var mount = await LiveMount.StartAsync(
            static files => files.AddFile("f", "x"u8.ToArray()), static options => options with { ReadOnly = true });
        Assert.Contains("Read-only file system", await mount.ShellAsync("touch g"), StringComparison.Ordinal);
        Assert.Equal("x", await mount.ShellAsync("cat f"));
    }

    [Theory]
    // For a cached read the program waits for the page only, which a signal ends without asking the host.
    [InlineData("cat f", 0)]
    [InlineData("dd if=f iflag=direct bs=4k 2>/dev/null", 1)]
    public async Task Signal_EndsAWaitingProgram(string command, int interrupts)
    {
        await using var mount = await LiveMount.StartAsync(
            static files =>
            {
                files.AddFile("f", "x"u8.ToArray());
                files.Gate = static (operation, token) =>
                    operation == "read" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
            },
            static options => options with { AsyncDirectIo = false });
        Assert.Contains("[124]", await mount.ShellAsync("timeout -s INT 0.5 " + command), StringComparison.Ordinal);
        Assert.Equal(interrupts, mount.Host.Counters.Interrupted);
    }

    [Fact]
    public async Task Deadline_EndsAWaitingProgram()
    {
        await using var mount = await LiveMount.StartAsync(
            static files =>
            {
                files.AddFile("f", "x"u8.ToArray());
                files.Gate = static (operation, token) =>
                    operation == "read" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
            },
            static options => options with { OperationTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Contains("Connection timed out", await mount.ShellAsync("cat f"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notification_OfContent_DropsTheKernelsPages()
    {
        await using var mount = await LiveMount.StartAsync(static files =>
        {
            files.AddFile("f", "old"u8.ToArray());
            files.KeepCache = true;
            files.Valid = TimeSpan.FromHours(1);
        });
        Assert.Equal("old", await mount.ShellAsync("cat f"));
        var file = mount.FileSystem.Root.Children["f"];
        file.Data = "new"u8.ToArray();
        Assert.Equal("old", await mount.ShellAsync("cat f"));
        await mount.FileSystem.NotifyAsync(new NodeNotification(new NodeId(file.Id), null));
        await UntilAsync(async () => await mount.ShellAsync("cat f") == "new");
    }

    [Fact]
    public async Task Notification_OfName_DropsTheKernelsEntry()
    {
        await using var mount = await LiveMount.StartAsync(static files =>
        {
            files.AddFile("f", "x"u8.ToArray());
            files.Valid = TimeSpan.FromHours(1);
        });
        Assert.Equal("f", await mount.ShellAsync("stat -c %n f"));
        mount.FileSystem.Root.Children.Remove("f");
        Assert.Equal("f", await mount.ShellAsync("stat -c %n f"));
        await mount.FileSystem.NotifyAsync(new NodeNotification(NodeId.Root, "f"));
        await UntilAsync(async () => (await mount.ShellAsync("stat -c %n f")).Contains("No such file", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 200, "It did not happen.");
            await Task.Delay(10);
        }
    }
}
