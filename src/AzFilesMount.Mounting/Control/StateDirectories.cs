using AzFilesMount.Mounting.Native;

namespace AzFilesMount.Mounting.Control;

/// <summary>Where this user's mounts keep their records and sockets, by the XDG rules. Nothing is created here.</summary>
/// <param name="State">Records and logs; survives a reboot.</param>
/// <param name="Run">Sockets of running mounts.</param>
public sealed record StateDirectories(string State, string Run)
{
    private const string Folder = "azfilesmount";

    /// <summary>sun_path holds 108 bytes; a socket's own name needs up to 24 of them.</summary>
    private const int LongestSocketDirectory = 80;

    public string Mounts => Path.Combine(State, "mounts");

    public string Logs => Path.Combine(State, "logs");

    /// <summary>What the last emulator of this user said about itself. Holds secrets: owner-only.</summary>
    public string EmulatorReadyFile => Path.Combine(Emulator, "ready.json");

    /// <summary>The client secret of that emulator alone, as --client-secret-file takes it.</summary>
    public string EmulatorSecretFile => Path.Combine(Emulator, "client-secret");

    public string Emulator => Path.Combine(State, "emulator");

    public static StateDirectories FromEnvironment(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string home = environment("HOME") is { Length: > 0 } given
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string state = Path.Combine(Rooted(environment("XDG_STATE_HOME")) ?? Path.Combine(home, ".local", "state"), Folder);
        string run = Rooted(environment("XDG_RUNTIME_DIR")) is { } runtime ? Path.Combine(runtime, Folder) : Path.Combine(state, "run");
        return new StateDirectories(state, run.Length <= LongestSocketDirectory ? run : ShortRun());
    }

    /// <summary>The XDG rules say to ignore relative paths.</summary>
    private static string? Rooted(string? path) => !string.IsNullOrEmpty(path) && Path.IsPathRooted(path) ? path : null;

    private static string ShortRun()
    {
        string user = OperatingSystem.IsLinux() ? LibC.GetEffectiveUserId().ToString("D", null) : Environment.UserName;
        return Path.Combine(Path.GetTempPath(), $"{Folder}-{user}");
    }
}
