using System.Diagnostics;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>
/// Temporary directories of one test and the environment its processes see: own HOME and XDG directories, nothing of the developer's.
/// </summary>
public sealed class TestArea : IDisposable
{
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "LD_LIBRARY_PATH"];

    public TestArea()
    {
        // Short: the control socket below it has to fit into 108 bytes.
        Root = Path.Combine(Path.GetTempPath(), $"azft-{Guid.NewGuid():N}"[..13]);
        Directory.CreateDirectory(Root);
        User = AddUser("u0");
        Shell = new Shell(User.Environment);
    }

    public string Root { get; }

    /// <summary>The user most processes run as.</summary>
    public TestUser User { get; }

    /// <summary>Runs tools as <see cref="User"/>.</summary>
    public Shell Shell { get; }

    /// <summary>Another home and XDG directories, as if of another user.</summary>
    public TestUser AddUser(string name)
    {
        string home = NewDirectory(name);
        TestUser user = new(home, BaseEnvironment());
        user.CreateDirectories();
        return user;
    }

    public string NewDirectory(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public string FilePath(string name) => Path.Combine(Root, name);

    public void Dispose()
    {
        if (Settings.KeepFiles)
            return;
        // Never through a mount point that is still alive.
        using Process remove = Process.Start("rm", ["-rf", "--one-file-system", Root]);
        remove.WaitForExit(TimeSpan.FromSeconds(60));
    }

    private static Dictionary<string, string> BaseEnvironment()
    {
        Dictionary<string, string> environment = new()
        {
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
        foreach (string name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                environment[name] = value;
        }

        return environment;
    }
}
