using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>A foreground mount process. Whatever happens, its mount point is free after dispose. One user at a time.</summary>
public sealed class Mount : IDisposable
{
    private readonly ChildProcess _process;
    private bool _abandoned;
    private bool _disposed;

    private Mount(MountArguments arguments)
    {
        Arguments = arguments;
        _process = Product.Start(arguments.Environment, arguments.ToArguments());
    }

    public MountArguments Arguments { get; }

    public string Directory => Arguments.Directory;

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => _process.Output + _process.Error;

    /// <summary>Mounts and waits until the mount point answers.</summary>
    public static Mount Start(MountArguments arguments)
    {
        Mount mount = new(arguments);
        try
        {
            Eventually.True("the share is mounted\n" + mount.Describe(), Limits.Start, () => mount.HasExited || mount.Answers());
            mount._process.WaitForExit(TimeSpan.Zero);
            Assert.False(mount.HasExited, "The mount ended before it was ready.\n" + mount.Describe());
            return mount;
        }
        catch
        {
            mount.Dispose();
            throw;
        }
    }

    /// <summary>Mounted, and a stat of the root comes back in time.</summary>
    public bool Answers()
    {
        // The dead mount that this one replaces is listed too but fails the stat; the directory left when it has been cleared away
        // passes the stat but is not listed. Only the same line before and after a good stat is this mount.
        string? before = MountPoints.Describe(Directory);
        if (before is null || HasExited)
            return false;
        using ChildProcess stat = ChildProcess.Start(Arguments.Environment, null, "stat", "-f", Directory);
        return stat.WaitForExit(TimeSpan.FromSeconds(5)) && stat.ExitCode == 0 && MountPoints.Describe(Directory) == before;
    }

    public void Send(Signal signal) => _process.Send(signal);

    public void Kill() => _process.Kill();

    /// <summary>Gives up a killed mount but leaves its dead mount point in the table.</summary>
    public void Abandon()
    {
        Assert.True(HasExited, "The mount still runs.");
        _abandoned = true;
    }

    public bool WaitForExit(TimeSpan limit) => _process.WaitForExit(limit);

    /// <summary>Ends in order: exit code 0 and nothing mounted.</summary>
    public CommandResult Stop()
    {
        _process.Send(Signal.Terminate);
        return ExpectOrderlyEnd();
    }

    public CommandResult ExpectOrderlyEnd()
    {
        CommandResult result = _process.Complete(Limits.Stop).Expect(0);
        Assert.False(MountPoints.IsMounted(Directory), $"Still mounted after an orderly end.\n{result}");
        return result;
    }

    public string Describe() => $"Mount {ProcessId}: {_process.CommandLine}\n--- its last output ---\n{Tail(Output)}";

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!HasExited && !WaitForExit(TimeSpan.Zero))
        {
            _process.Send(Signal.Terminate);
            _process.WaitForExit(TimeSpan.FromSeconds(10));
        }

        _process.Dispose();
        if (!_abandoned)
            MountPoints.Detach(Directory);
    }

    private static string Tail(string text) => text.Length <= 6_000 ? text : "..." + text[^6_000..];
}
