using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Locks between processes of this machine.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class LockTests(SharedMount share)
{
    [Fact]
    public Task Rule24_FlockHeldHere_RefusesAnotherProcess() => share.RunAsync(60, work =>
    {
        Prerequisites.RequireTool("flock");
        File.WriteAllText(work["f"], "");
        using PosixFile file = PosixFile.Open(work["f"], OpenFlags.ReadWrite);
        file.Lock(LockOperation.Exclusive);
        Assert.Equal(1, Try("-x").ExitCode);
        Assert.Equal(1, Try("-s").ExitCode);
        file.Lock(LockOperation.Shared);
        Try("-s").Expect(0);
        Assert.Equal(1, Try("-x").ExitCode);
        file.Lock(LockOperation.Unlock);
        Try("-x").Expect(0);

        CommandResult Try(string kind) => work.Shell.Run(work.Root, "flock", kind, "-n", "f", "true");
    });

    [Fact]
    public Task Flock_OfAProcessThatIsKilled_IsReleased() => share.RunAsync(60, work =>
    {
        Prerequisites.RequireTool("flock");
        using ChildProcess holder = work.Shell.Start(work.Root, "flock", "--no-fork", "-x", "f", "sh", "-c", "echo held; exec sleep 600");
        Eventually.True("the lock is held", Limits.Command, () => holder.Output.Contains("held", StringComparison.Ordinal));
        Assert.Equal(1, work.Shell.Run(work.Root, "flock", "-n", "f", "true").ExitCode);
        holder.Kill();
        work.Shell.Run(work.Root, "flock", "-w", "10", "f", "true").Expect(0);
    });

    [Fact]
    public Task Flock_CountingInTwoProcesses_LosesNoIncrement() => share.RunAsync(120, work =>
    {
        Prerequisites.RequireTool("flock");
        File.WriteAllText(work["n"], "0\n");
        const string script = "for i in $(seq 40); do flock -x lock sh -c 'read n < n; echo $((n+1)) > n'; done";
        Parallel.For(0, 2, _ => work.Shell.Run(work.Root, "bash", "-c", script).Expect(0));
        Assert.Equal("80", File.ReadAllText(work["n"]).Trim());
    });
}
