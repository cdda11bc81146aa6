using System.Diagnostics;
using AzFilesMount.Fuse.Mounting;
using AzFilesMount.Fuse.Tests.Doubles;
using AzFilesMount.Fuse.Tests.Script;

namespace AzFilesMount.Fuse.Tests.Live;

/// <summary>How mounts begin and end.</summary>
public class LifetimeLiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("umount")]
    [InlineData("fusermount3 -u")]
    public async Task Unmount_FromOutside_CompletesTheHost(string command)
    {
        await using var mount = await LiveMount.StartAsync();
        Assert.False(mount.Host.Completion.IsCompleted);
        Assert.Equal("", await LiveMount.ShellAsync($"{command} '{mount.MountPoint}'", "/"));
        await mount.Host.Completion.WaitAsync(Patience);
        Assert.Null(MountTable.Find(mount.MountPoint));
    }

    [Fact]
    public async Task Connection_CutFromOutside_FreesTheMountPoint()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may cut connections here.");
        await using var mount = await LiveMount.StartAsync();
        Assert.Null(Unmounter.Abort(MountTable.Find(mount.MountPoint)!.Minor));
        await mount.Host.Completion.WaitAsync(Patience);
        Assert.Null(MountTable.Find(mount.MountPoint));
    }

    [Fact]
    public async Task Stop_NeverStarted_OnlyRunsTheDrain()
    {
        await using var host = NewHost("/nowhere");
        var drained = false;
        await host.StopAsync(_ => Task.FromResult(drained = true), TimeSpan.FromMinutes(1)).WaitAsync(Patience);
        Assert.True(drained);
    }

    [Fact]
    public async Task Stop_Idle_UnmountsAndRunsTheDrain()
    {
        await using var mount = await LiveMount.StartAsync();
        await mount.ShellAsync("ls");
        var drained = false;
        await mount.Host.StopAsync(_ => Task.FromResult(drained = true), TimeSpan.FromSeconds(10)).WaitAsync(Patience);
        Assert.True(drained);
        Assert.True(mount.Host.Completion.IsCompleted);
        Assert.Null(MountTable.Find(mount.MountPoint));
    }

    [Fact]
    public async Task Stop_WithReadInFlight_LetsItEnd()
    {
        var gate = new TaskCompletionSource();
        await using var mount = await StartHeldBackAsync(gate.Task);
        var program = mount.ShellAsync("cat f");
        await UntilInFlightAsync(mount);
        var stop = mount.Host.StopAsync(drain: null, TimeSpan.FromSeconds(10));
        Assert.Null(MountTable.Find(mount.MountPoint));
        gate.SetResult();
        Assert.Equal("content", await program);
        await stop.WaitAsync(Patience);
        Assert.True(mount.Host.Completion.IsCompleted);
        Assert.DoesNotContain(mount.Log.Entries, static entry => entry.Message.Contains("deadline", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_WithReadThatNeverEnds_CutsItAtTheDeadline()
    {
        await using var mount = await StartHeldBackAsync(new TaskCompletionSource().Task);
        var program = mount.ShellAsync("cat f");
        await UntilInFlightAsync(mount);
        var watch = Stopwatch.StartNew();
        await mount.Host.StopAsync(drain: null, TimeSpan.FromSeconds(1)).WaitAsync(Patience);
        Assert.True(mount.Host.Completion.IsCompleted);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(6));
        Assert.Contains("[1]", await program, StringComparison.Ordinal);
        Assert.Contains(mount.Log.Entries, static entry => entry.Message.Contains("deadline", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_DrainThatNeverEnds_IsToldAtTheDeadline()
    {
        await using var mount = await LiveMount.StartAsync();
        await mount.Host.StopAsync(static token => Task.Delay(Timeout.Infinite, token), TimeSpan.FromSeconds(0.5)).WaitAsync(Patience);
        Assert.True(mount.Host.Completion.IsCompleted);
    }

    [Fact]
    public async Task Stop_DrainThatFails_SaysSoAndUnmounts()
    {
        await using var mount = await LiveMount.StartAsync();
        await Assert.ThrowsAsync<InvalidDataException>(
            () => mount.Host.StopAsync(static _ => throw new InvalidDataException(), TimeSpan.FromSeconds(5)).WaitAsync(Patience));
        Assert.True(mount.Host.Completion.IsCompleted);
    }

    [Fact]
    public async Task Start_OverAKilledMount_RecoversIt()
    {
        LiveMount.RequireFuse();
        var folder = LiveMount.NewFolder();
        try
        {
            using var child = ChildProcess.Start("mount", folder);
            Assert.Equal("mounted", await child.StandardOutput.ReadLineAsync().WaitAsync(Patience));
            await using var busy = NewHost(folder);
            var failure = await Assert.ThrowsAsync<FuseMountException>(() => busy.StartAsync(CancellationToken.None));
            Assert.Equal(FuseMountFailure.MountPointBusy, failure.Failure);

            child.Kill();
            await child.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
            Assert.Contains("not connected", await LiveMount.ShellAsync($"ls '{folder}'", "/"), StringComparison.Ordinal);
            await using var host = NewHost(folder);
            await host.StartAsync(CancellationToken.None).WaitAsync(Patience);
            Assert.Equal("", await LiveMount.ShellAsync("ls", folder));
            await host.StopAsync(drain: null, Patience);
        }
        finally
        {
            LiveMount.RemoveFolder(folder);
        }
    }

    [Fact]
    public async Task Start_BadMountPoints_SayWhatAndWhy()
    {
        LiveMount.RequireFuse();
        var folder = LiveMount.NewFolder();
        try
        {
            Assert.Equal(FuseMountFailure.MountPointMissing, await FailureAsync(Path.Combine(folder, "none")));
            var file = Path.Combine(folder, "file");
            await File.WriteAllTextAsync(file, "x");
            Assert.Equal(FuseMountFailure.MountPointNotDirectory, await FailureAsync(file));
            Assert.Equal(FuseMountFailure.MountPointNotDirectory, await FailureAsync(Path.Combine(file, "below")));
            Assert.Equal(FuseMountFailure.MountPointNotEmpty, await FailureAsync(folder));
            File.Delete(file);
            Assert.Equal(FuseMountFailure.MountPointBusy, await FailureAsync("/proc"));
        }
        finally
        {
            LiveMount.RemoveFolder(folder);
        }
    }

    [Fact]
    public async Task Start_ThroughASymbolicLink_MountsWhereItLeads()
    {
        LiveMount.RequireFuse();
        var folder = LiveMount.NewFolder();
        var link = folder + ".link";
        File.CreateSymbolicLink(link, folder);
        try
        {
            await using var host = NewHost(link);
            await host.StartAsync(CancellationToken.None).WaitAsync(Patience);
            Assert.NotNull(MountTable.Find(folder));
            await host.StopAsync(drain: null, Patience);
            Assert.Null(MountTable.Find(folder));
        }
        finally
        {
            File.Delete(link);
            LiveMount.RemoveFolder(folder);
        }
    }

    [Fact]
    public async Task AutoUnmount_ThroughTheHelper_MountsAndUnmounts()
    {
        Assert.SkipUnless(Fusermount.Find() is not null, "fusermount3 is not installed.");
        await using var mount = await LiveMount.StartAsync(
            static files => files.AddFile("f", "x"u8.ToArray()),
            static options => options with { AutoUnmount = true, Source = @"https://a/b,c\d" });
        Assert.Equal("x", await mount.ShellAsync("cat f"));
        Assert.Equal(@"https://a/b,c\d", MountTable.Find(mount.MountPoint)?.Source);
        await mount.Host.StopAsync(drain: null, Patience);
        Assert.Null(MountTable.Find(mount.MountPoint));
    }

    [Fact]
    public async Task AutoUnmount_ProcessKilled_IsUnmountedByTheHelper()
    {
        LiveMount.RequireFuse();
        Assert.SkipUnless(Fusermount.Find() is not null, "fusermount3 is not installed.");
        var folder = LiveMount.NewFolder();
        try
        {
            using var child = ChildProcess.Start("mount-watched", folder);
            Assert.Equal("mounted", await child.StandardOutput.ReadLineAsync().WaitAsync(Patience));
            child.Kill();
            for (var tries = 0; MountTable.Find(folder) is not null; tries++)
            {
                Assert.True(tries < 500, "The mount stayed.");
                await Task.Delay(10);
            }
        }
        finally
        {
            LiveMount.RemoveFolder(folder);
        }
    }

    [Fact]
    public async Task Dispose_WithoutStop_Unmounts()
    {
        LiveMount.RequireFuse();
        var folder = LiveMount.NewFolder();
        try
        {
            var host = NewHost(folder);
            await host.StartAsync(CancellationToken.None).WaitAsync(Patience);
            await host.DisposeAsync().AsTask().WaitAsync(Patience);
            await host.DisposeAsync();
            Assert.Null(MountTable.Find(folder));
        }
        finally
        {
            LiveMount.RemoveFolder(folder);
        }
    }

    private static FuseHost NewHost(string folder) => new(
        new MemoryFileSystem(), new FuseMountOptions { MountPoint = folder, Source = "test" }, new RecordingLogger());

    private static async Task<FuseMountFailure> FailureAsync(string mountPoint)
    {
        await using var host = NewHost(mountPoint);
        var exception = await Assert.ThrowsAsync<FuseMountException>(() => host.StartAsync(CancellationToken.None));
        Assert.Equal(2, exception.Message.Split('\n').Length);
        return exception.Failure;
    }

    private static Task<LiveMount> StartHeldBackAsync(Task gate) => LiveMount.StartAsync(files =>
    {
        files.AddFile("f", "content"u8.ToArray());
        files.Gate = (operation, token) => operation == "read" ? gate.WaitAsync(token) : Task.CompletedTask;
    });

    private static async Task UntilInFlightAsync(LiveMount mount)
    {
        for (var tries = 0; mount.Host.RequestsInFlight == 0; tries++)
        {
            Assert.True(tries < 1000, "The program never read.");
            await Task.Delay(5);
        }
    }
}
