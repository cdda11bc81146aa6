using AzFilesMount.Cli;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Tests.Support;

/// <summary>Runs the command line in this process with a state of its own and captured streams.</summary>
internal sealed class TestCli : IDisposable
{
    private readonly Dictionary<string, string> _environment = [];

    internal TestCli()
    {
        Root = Directory.CreateTempSubdirectory("azfm-cli-").FullName;
        MountPoint = Directory.CreateDirectory(Path.Combine(Root, "mnt")).FullName;
        _environment["XDG_STATE_HOME"] = Path.Combine(Root, "state");
        _environment["NO_COLOR"] = "1";
    }

    internal string Root { get; }

    /// <summary>An empty directory.</summary>
    internal string MountPoint { get; }

    internal StateDirectories Directories => StateDirectories.FromEnvironment(Get);

    internal TestCli With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    internal string? Get(string variable) => _environment.GetValueOrDefault(variable);

    internal string WriteFile(string name, string content)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllText(path, content);
        return path;
    }

    internal Task<CliResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    internal async Task<CliResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        CliContext context = NewContext(TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        ExitCode code = await CliApplication.RunAsync(arguments, context, cancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    internal CliContext NewContext(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        Environment = Get,
        Directories = Directories,
    };

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
