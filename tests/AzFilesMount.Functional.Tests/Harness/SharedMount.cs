using System.Runtime.CompilerServices;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>
/// One emulator and one mount for all tests that leave them whole, or the plain directory the environment names. Started by the first
/// test that asks; a mount that died or hangs is replaced for the next test. One test at a time.
/// </summary>
public sealed class SharedMount : IDisposable
{
    private readonly TestArea _area = new();
    private TestScope? _scope;
    private Emulator? _emulator;
    private Mount? _mount;
    private int _tests;

    public static bool IsPlain => Settings.PlainDirectory is not null;

    public Shell Shell => _area.Shell;

    public Emulator Emulator => _emulator ?? throw new InvalidOperationException("A plain directory has no emulator.");

    public Mount Mount => _mount ?? throw new InvalidOperationException("A plain directory has no mount.");

    public TestScope Scope => _scope ?? throw new InvalidOperationException("A plain directory has no scope.");

    /// <summary>Runs a body in a new, empty directory of the mount, named after the test.</summary>
    public async Task RunAsync(int seconds, Action<WorkDirectory> body, [CallerMemberName] string name = "")
    {
        string root = EnsureReady();
        string directory = Path.Combine(root, $"{++_tests:000}-{name[..Math.Min(name.Length, 60)]}");
        await FunctionalTest.LimitAsync(seconds, Run, () => _scope?.Abort(), () => _mount?.Describe() ?? "");

        void Run()
        {
            Directory.CreateDirectory(directory);
            body(new WorkDirectory(this, directory));
        }
    }

    /// <summary>The same for a test that makes no sense in a plain directory.</summary>
    public async Task RunMountedAsync(int seconds, Action<WorkDirectory> body, [CallerMemberName] string name = "")
    {
        Assert.SkipWhen(IsPlain, "Tests a property of the share; AZFILESMOUNT_TEST_DIRECTORY is a plain directory.");
        await RunAsync(seconds, body, name);
    }

    /// <summary>Unmounts in order and mounts again with nothing cached.</summary>
    public void Remount()
    {
        if (_mount is null)
            return;
        _mount.Stop();
        _mount.Dispose();
        _mount = Scope.StartMount(_mount.Arguments);
    }

    /// <summary>Forgets the requests logged so far, if there is a log.</summary>
    public void TryMark() => _emulator?.Log.Mark();

    public void Dispose()
    {
        _scope?.Dispose();
        _area.Dispose();
    }

    private string EnsureReady()
    {
        if (Settings.PlainDirectory is { } plain)
            return Directory.CreateDirectory(Path.Combine(plain, $"run-{Environment.ProcessId}")).FullName;
        Prerequisites.RequireFuse();
        Prerequisites.RequireExecutable();
        if (_mount is null || !_mount.Answers())
            StartFresh();
        return Mount.Directory;
    }

    private void StartFresh()
    {
        _scope?.Dispose();
        _mount = null;
        _scope = new TestScope();
        _emulator = _scope.StartEmulator();
        _mount = _scope.StartMount(_emulator);
    }
}
