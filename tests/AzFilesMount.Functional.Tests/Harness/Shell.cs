namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Runs ordinary programs to their end, with a limit and a clean environment.</summary>
public sealed class Shell(IReadOnlyDictionary<string, string> environment)
{
    public IReadOnlyDictionary<string, string> Environment => environment;

    public CommandResult Run(string directory, string file, params IEnumerable<string> arguments) =>
        RunWithin(Limits.Command, directory, file, arguments);

    public CommandResult RunWithin(TimeSpan limit, string directory, string file, params IEnumerable<string> arguments)
    {
        using ChildProcess process = ChildProcess.Start(environment, directory, file, arguments);
        process.SendInput("");
        return process.Complete(limit);
    }

    /// <summary>Runs a program that must succeed and returns what it printed.</summary>
    public string Output(string directory, string file, params IEnumerable<string> arguments) =>
        Run(directory, file, arguments).Expect(0).Output;

    public ChildProcess Start(string directory, string file, params IEnumerable<string> arguments) =>
        ChildProcess.Start(environment, directory, file, arguments);
}
