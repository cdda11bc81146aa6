using System.Diagnostics;
using AzFilesMount.Fuse.Mounting;
using AzFilesMount.Fuse.Tests.Doubles;
using AzFilesMount.Fuse.Tests.Script;

namespace AzFilesMount.Fuse.Tests.Live;

/// <summary>A real mount of a <see cref="MemoryFileSystem"/>; unmounted at the end whatever happens.</summary>
internal sealed class LiveMount : IAsyncDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(20);

    private LiveMount(string mountPoint, Func<FuseMountOptions, FuseMountOptions>? adjust)
    {
        MountPoint = mountPoint;
        var options = new FuseMountOptions { MountPoint = mountPoint, Source = "https://a.file.core.windows.net/s", ReaderThreads = 2 };
        Host = new FuseHost(FileSystem, adjust?.Invoke(options) ?? options, Log);
    }

    public string MountPoint { get; }

    public MemoryFileSystem FileSystem { get; } = new();

    public RecordingLogger Log { get; } = new();

    public FuseHost Host { get; }

    /// <summary>Skips the test where this machine cannot mount.</summary>
    public static void RequireFuse()
    {
        Assert.SkipUnless(File.Exists("/dev/fuse"), "There is no /dev/fuse.");
        Assert.SkipUnless(CanOpenDevice(), "/dev/fuse may not be opened.");
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess || Fusermount.Find() is not null, "Not root, and fusermount3 is not installed.");
    }

    public static async Task<LiveMount> StartAsync(
        Action<MemoryFileSystem>? fill = null, Func<FuseMountOptions, FuseMountOptions>? adjust = null)
    {
        RequireFuse();
        var mount = new LiveMount(NewFolder(), adjust);
        fill?.Invoke(mount.FileSystem);
        await mount.Host.StartAsync(CancellationToken.None).WaitAsync(CommandTimeout);
        return mount;
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("azfm-fuse-test-").FullName;

    public string PathOf(string name) => Path.Combine(MountPoint, name);

    /// <summary>Runs a shell command in the mount; its output, with the exit code when that is not 0.</summary>
    public Task<string> ShellAsync(string command) => ShellAsync(command, MountPoint);

    public static async Task<string> ShellAsync(string command, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"cd '{folder}' && {{ {command}\n}} 2>&1"]) { RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(CommandTimeout);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0 ? output.TrimEnd('\n') : $"{output.TrimEnd('\n')} [{process.ExitCode}]";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command}' did not end.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        FileSystem.Gate = null;
        await Host.StopAsync(drain: null, TimeSpan.FromSeconds(3));
        await Host.DisposeAsync();
        RemoveFolder(MountPoint);
    }

    public static void RemoveFolder(string folder)
    {
        if (MountTable.Find(folder) is not null)
            Unmounter.Detach(folder);
        Directory.Delete(folder);
    }

    private static bool CanOpenDevice()
    {
        try
        {
            using var device = new FileStream("/dev/fuse", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
