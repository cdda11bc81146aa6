using AzFilesMount.Functional.Tests.Crash;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Lifecycle;

/// <summary>The ways a mount ends, and what the next one finds.</summary>
public sealed class StopTests
{
    private const int Interrupted = 130;
    private const int Busy = 8;
    private const int NotDrained = 9;

    [Theory]
    [InlineData(Signal.Interrupt)]
    [InlineData(Signal.Terminate)]
    public Task Signal_WhileWritersRun_EndsInOrderAndLosesNothing(Signal signal) => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--latency=2ms"] });
        MountArguments arguments = scope.ArgumentsFor(emulator, "--drain-timeout=15s");
        Mount mount = scope.StartMount(arguments);
        using CrashWriters writers = new(mount.Directory, "w", Settings.Seed, 3, goOn: false);
        Eventually.True("files are acknowledged", Limits.Start, () => writers.Acknowledged > 10);
        mount.Send(signal);
        Assert.True(mount.WaitForExit(Limits.Stop), "The mount did not end.\n" + mount.Describe());
        // Without the mount the writers may go on in the empty directory below it: what they left there says nothing about the share.
        writers.Stop(TimeSpan.FromSeconds(30));
        Assert.False(MountPoints.IsMounted(mount.Directory), mount.Describe());
        AssertExitCode(mount, signal == Signal.Interrupt ? [0, Interrupted] : [0]);
        HashSet<string> local = TakeLocalFiles(mount.Directory);
        mount = scope.StartMount(arguments);
        writers.Verify(mount.Directory, local);
        mount.Stop();
    });

    [Theory]
    [InlineData(Signal.Interrupt)]
    [InlineData(Signal.Terminate)]
    public Task Signal_WhileIdle_EndsAtOnce(Signal signal) => FunctionalTest.RunAsync(60, scope =>
    {
        Mount mount = scope.StartMount(scope.StartEmulator());
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "content"u8);
        mount.Send(signal);
        Assert.True(mount.WaitForExit(TimeSpan.FromSeconds(10)), "The mount did not end.\n" + mount.Describe());
        AssertExitCode(mount, signal == Signal.Interrupt ? [0, Interrupted] : [0]);
        Assert.False(MountPoints.IsMounted(mount.Directory));
    });

    [Fact]
    public Task Rule12_SignalWithAFileOpenAndUnsent_SendsItsBytes() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        MountArguments arguments = scope.ArgumentsFor(emulator, "--drain-timeout=5s");
        byte[] content = SeededData.Bytes(2, 3_000_000);
        Mount mount = scope.StartMount(arguments);
        using (PosixFile file = PosixFile.Create(Path.Combine(mount.Directory, "open")))
        {
            file.Write(content, 0);
            mount.Send(Signal.Terminate);
            Assert.True(mount.WaitForExit(Limits.Stop), "The mount did not end.\n" + mount.Describe());
        }

        mount = scope.StartMount(arguments);
        SeededData.AssertSame(content, File.ReadAllBytes(Path.Combine(mount.Directory, "open")), "the file left open");
    });

    [Fact]
    public Task Rule12_UmountWhileTheServiceIsGone_RefusesAndNamesTheFile() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        MountArguments arguments = scope.ArgumentsFor(emulator, "--timeout=2s", "--drain-timeout=3s");
        Mount mount = scope.StartMount(arguments);
        PosixFile file = PosixFile.Create(Path.Combine(mount.Directory, "unsent"));
        file.Write("content"u8.ToArray(), 0);
        emulator.Kill();
        Assert.NotEqual(Errno.None, Posix.ErrorOf(file.Close));
        CommandResult refused = Product.Run(scope.Environment, "umount", mount.Directory).Expect(NotDrained);
        Assert.Contains("unsent", refused.Error, StringComparison.Ordinal);
        Assert.True(MountPoints.IsMounted(mount.Directory), mount.Describe());
        emulator.Restart();
        Product.Run(scope.Environment, "umount", mount.Directory).Expect(0);
        mount = scope.StartMount(arguments);
        Assert.Equal("content", File.ReadAllText(Path.Combine(mount.Directory, "unsent")));
    });

    [Fact]
    public Task UmountFromOutside_EndsTheProcess() => FunctionalTest.RunAsync(60, scope =>
    {
        Mount mount = scope.StartMount(scope.StartEmulator());
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "content"u8);
        string[] command = Posix.IsRoot ? ["umount", mount.Directory] : ["fusermount3", "-u", mount.Directory];
        scope.Shell.Run("/", command[0], command[1..]).Expect(0);
        mount.ExpectOrderlyEnd();
    });

    [Fact]
    public Task StaleMountPoint_IsRecoveredByTheNextMount() => FunctionalTest.RunAsync(60, scope =>
    {
        MountArguments arguments = scope.ArgumentsFor(scope.StartEmulator());
        Mount mount = scope.StartMount(arguments);
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "content"u8);
        mount.Kill();
        mount.Abandon();
        Assert.True(MountPoints.IsMounted(mount.Directory));
        mount = scope.StartMount(arguments);
        Assert.Equal("content", File.ReadAllText(Path.Combine(mount.Directory, "f")));
        mount.Stop();
    });

    [Fact]
    public Task SecondMount_OnTheSamePoint_IsRefused() => FunctionalTest.RunAsync(60, scope =>
    {
        Mount mount = scope.StartMount(scope.StartEmulator());
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "content"u8);
        CommandResult result = Product.Run(mount.Arguments.Environment, mount.Arguments.ToArguments());
        Refusal.Expect(result, [Busy], mount.Directory);
        Assert.Equal("content", File.ReadAllText(Path.Combine(mount.Directory, "f")));
        mount.Stop();
    });

    [Fact]
    public Task BlockedReader_WhileTheServiceIsGone_CanBeKilled() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Mount mount = scope.StartMount(emulator, "--attr-ttl=0s", "--timeout=60s");
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), SeededData.Bytes(3, 1_000_000));
        mount.Stop();
        mount = scope.StartMount(mount.Arguments);
        emulator.Kill();
        using ChildProcess reader = scope.Shell.Start("/", "cat", Path.Combine(mount.Directory, "f"));
        Assert.False(reader.WaitForExit(TimeSpan.FromSeconds(1)), "The read did not wait for the service.");
        reader.Send(Signal.Kill);
        Assert.True(reader.WaitForExit(TimeSpan.FromSeconds(5)), "A blocked reader cannot be killed.");
    });

    /// <summary>Empties a directory that nothing is mounted on and returns the relative paths of the files that were in it.</summary>
    private static HashSet<string> TakeLocalFiles(string directory)
    {
        HashSet<string> files = [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory, path))];
        foreach (string entry in Directory.EnumerateDirectories(directory))
            Directory.Delete(entry, recursive: true);
        return files;
    }

    private static void AssertExitCode(Mount mount, int[] expected) =>
        Assert.True(expected.Contains(mount.ExitCode), $"Exit code {mount.ExitCode}.\n{mount.Describe()}");
}
