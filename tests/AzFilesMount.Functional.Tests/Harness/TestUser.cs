using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>A home with its XDG directories and the environment that names them.</summary>
public sealed class TestUser
{
    private readonly Dictionary<string, string> _environment;

    public TestUser(string home, IReadOnlyDictionary<string, string> environment)
    {
        Home = home;
        State = Path.Combine(home, "state");
        _environment = new Dictionary<string, string>(environment)
        {
            ["HOME"] = home,
            ["XDG_STATE_HOME"] = State,
            ["XDG_RUNTIME_DIR"] = Path.Combine(home, "run"),
            ["XDG_CACHE_HOME"] = Path.Combine(home, "cache"),
            ["XDG_CONFIG_HOME"] = Path.Combine(home, "config"),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
        };
    }

    public string Home { get; }

    public string State { get; }

    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>The environment with further variables.</summary>
    public IReadOnlyDictionary<string, string> With(params IEnumerable<(string Name, string Value)> variables)
    {
        Dictionary<string, string> environment = new(_environment);
        foreach ((string name, string value) in variables)
            environment[name] = value;
        return environment;
    }

    public void CreateDirectories()
    {
        foreach (string name in (string[])["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"])
            Directory.CreateDirectory(_environment[name]);
        Posix.SetMode(_environment["XDG_RUNTIME_DIR"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
