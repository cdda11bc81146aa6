namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Starts the built executable.</summary>
public static class Product
{
    /// <summary>
    /// Starts a long-running command. env(1) gives SIGINT back its meaning, which a test run in a script's background ignores and would
    /// pass on; it replaces itself by the product, so the process id is the product's.
    /// </summary>
    public static ChildProcess Start(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        ChildProcess.Start(environment, null, "/usr/bin/env", ["--default-signal=INT", Prerequisites.RequireExecutable(), .. arguments]);

    /// <summary>Runs a command to its end.</summary>
    public static CommandResult Run(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using ChildProcess process = Start(environment, arguments);
        return process.Complete(Limits.Command);
    }
}
