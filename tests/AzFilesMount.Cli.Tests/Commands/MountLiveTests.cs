using System.Text.Json;
using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Tests.Commands;

/// <summary>The commands against a real emulator and a real mount, all in this process.</summary>
public sealed class MountLiveTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TestCli _cli = new();
    private readonly CancellationTokenSource _stop = new();
    private Task<CliResult>? _emulator;
    private Task<CliResult>? _mount;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/fuse") && CanOpenFuse(), "needs a usable /dev/fuse");
        try
        {
            await StartAsync();
        }
        catch
        {
            // xUnit does not dispose what did not initialise, and a mount must not outlive the run.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(new[] { _emulator, _mount }.OfType<Task>());
        _stop.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task MountedShare_ListStatusStatsUmount_WorkTogether()
    {
        string file = Path.Combine(_cli.MountPoint, "a.txt");
        await File.WriteAllTextAsync(file, "hello");
        Assert.Equal("hello", await File.ReadAllTextAsync(file));

        JsonElement listed = JsonDocument.Parse((await _cli.RunAsync("list", "--output", "json")).Out).RootElement[0];
        Assert.Equal(_cli.MountPoint, listed.GetProperty("mountPoint").GetString());
        Assert.Equal("healthy", listed.GetProperty("health").GetString());

        CliResult status = await _cli.RunAsync("status", "--output", "json");
        Assert.Equal(ExitCode.Ok, status.Code);
        JsonElement memory = JsonDocument.Parse(status.Out).RootElement.GetProperty("options").EnumerateArray()
            .Single(option => option.GetProperty("name").GetString() == "memory");
        Assert.Equal(("64M", "word"), (memory.GetProperty("text").GetString(), memory.GetProperty("origin").GetString()));

        JsonElement stats = JsonDocument.Parse((await _cli.RunAsync("stats", "--output", "json")).Out).RootElement;
        Assert.Equal(5, stats.GetProperty("bytesWritten").GetInt64());
        Assert.True(stats.GetProperty("kernel").GetProperty("requests").GetProperty("write").GetInt64() > 0);

        Assert.Equal(ExitCode.MountPointBusy, (await _cli.RunAsync("mount", "emulator:demo", _cli.MountPoint)).Code);
        await AssertBusyWhileOpenAsync(file);
        await AssertUnmountsAsync();
    }

    private async Task StartAsync()
    {
        _emulator = _cli.RunAsync(_stop.Token, "emulator", "start", "--share", "demo");
        await UntilAsync(() => File.Exists(_cli.Directories.EmulatorReadyFile), _emulator);
        _mount = _cli.RunAsync(_stop.Token, "mount", "emulator:demo", _cli.MountPoint, "-f", "-o", "memory=64M");
        await UntilAsync(() => new MountRegistry(_cli.Directories).Find(_cli.MountPoint) is not null, _mount);
    }

    private async Task AssertBusyWhileOpenAsync(string file)
    {
        using FileStream open = File.OpenRead(file);
        CliResult busy = await _cli.RunAsync("umount", _cli.MountPoint);
        Assert.Equal(ExitCode.MountPointBusy, busy.Code);
        Assert.Contains("is in use", busy.FirstErrorLine, StringComparison.Ordinal);
    }

    private async Task AssertUnmountsAsync()
    {
        // The mount lives in this process, which does not end: not waiting for that is the test's own affair.
        Task<CliResult> umount = _cli.RunAsync("umount", "--lazy", _cli.MountPoint);
        CliResult mount = await _mount!.WaitAsync(Limit);
        Assert.Equal((ExitCode.Ok, ExitCode.Ok), ((await umount).Code, mount.Code));
        Assert.Null(MountTable.Find(_cli.MountPoint));
        Assert.Empty(Directory.GetFiles(_cli.Directories.Mounts));
        Assert.Empty(Directory.GetFiles(_cli.Directories.Run));
        Assert.Contains("only the mounting user can reach it", mount.Error, StringComparison.Ordinal);
    }

    private static bool CanOpenFuse()
    {
        try
        {
            using FileStream device = File.Open("/dev/fuse", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition, Task<CliResult> running)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            Assert.False(running.IsCompleted, running.IsCompleted ? (await running).Error : "");
            await Task.Delay(20, limit.Token);
        }
    }
}
