namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Everything one test starts; ended in reverse order, whatever the outcome.</summary>
public sealed class TestScope : IDisposable
{
    private readonly List<Mount> _mounts = [];
    private readonly List<Emulator> _emulators = [];

    public TestArea Area { get; } = new();

    public Shell Shell => Area.Shell;

    public IReadOnlyDictionary<string, string> Environment => Area.User.Environment;

    public Emulator StartEmulator(EmulatorOptions? options = null)
    {
        Emulator emulator = Emulator.Start(Area, options ?? new EmulatorOptions(), $"e{_emulators.Count}");
        _emulators.Add(emulator);
        return emulator;
    }

    /// <summary>Arguments that mount the emulator's share as its contributor at a new, empty directory.</summary>
    public MountArguments ArgumentsFor(Emulator emulator, params IReadOnlyList<string> extra) => new()
    {
        Url = emulator.ShareUrl,
        Directory = NewMountPoint(),
        CertificateAuthority = emulator.Ready.CaCertificate,
        TokenFile = emulator.ContributorTokenFile,
        Extra = extra,
        Environment = Environment,
    };

    public string NewMountPoint()
    {
        for (int i = 0; ; i++)
        {
            if (!Directory.Exists(Area.FilePath($"m{i}")))
                return Area.NewDirectory($"m{i}");
        }
    }

    public Mount StartMount(Emulator emulator, params IReadOnlyList<string> extra) => StartMount(ArgumentsFor(emulator, extra));

    public Mount StartMount(MountArguments arguments)
    {
        Mount mount = Mount.Start(arguments);
        _mounts.Add(mount);
        return mount;
    }

    /// <summary>Ends every process at once, so that calls blocked in a mount return.</summary>
    public void Abort()
    {
        foreach (Mount mount in _mounts.ToArray())
            mount.Kill();
        foreach (Emulator emulator in _emulators.ToArray())
            emulator.Kill();
    }

    public string Describe() => string.Join("\n\n", _mounts.Select(mount => mount.Describe()));

    public void Dispose()
    {
        foreach (Mount mount in Enumerable.Reverse(_mounts))
            mount.Dispose();
        foreach (Emulator emulator in _emulators)
            emulator.Dispose();
        for (int i = 0; Directory.Exists(Area.FilePath($"m{i}")); i++)
            MountPoints.Detach(Area.FilePath($"m{i}"));
        Area.Dispose();
    }
}
