namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>How a command ended and what it printed.</summary>
public sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Error)
{
    public string FirstErrorLine => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";

    public CommandResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Expected exit code {exitCode}.\n{this}");
        return this;
    }

    public override string ToString() => $"$ {CommandLine}\nexit code {ExitCode}\nstdout: {Tail(Output)}\nstderr: {Tail(Error)}";

    private static string Tail(string text) => text.Length <= 4_000 ? text : "..." + text[^4_000..];
}
