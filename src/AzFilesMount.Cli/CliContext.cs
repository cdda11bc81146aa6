using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli;

/// <summary>What the process gives a command: streams, environment, state. Tests give their own.</summary>
public sealed record CliContext
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is a terminal that may be redrawn.</summary>
    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required StateDirectories Directories { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The arguments as typed: a mount that goes to the background starts itself with them again.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Color and redraw only where a person looks on and wants them.</summary>
    public bool MayDecorate => string.IsNullOrEmpty(Environment("NO_COLOR"))
        && string.IsNullOrEmpty(Environment("CI"))
        && Environment("TERM") != "dumb";

    /// <summary>A line of data.</summary>
    public void Print(string line) => Out.WriteLine(line);

    /// <summary>A line for the person at the terminal.</summary>
    public void Tell(string line) => Error.WriteLine(line);

    public static CliContext OfProcess(IReadOnlyList<string> arguments)
    {
        Func<string, string?> environment = System.Environment.GetEnvironmentVariable;
        return new CliContext
        {
            Out = Console.Out,
            Error = Console.Error,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Environment = environment,
            Directories = StateDirectories.FromEnvironment(environment),
            Arguments = arguments,
        };
    }
}
