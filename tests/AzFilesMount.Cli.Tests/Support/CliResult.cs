using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Tests.Support;

/// <summary>What one run of the command line came to.</summary>
internal sealed record CliResult(ExitCode Code, string Out, string Error)
{
    internal string FirstErrorLine => Error.Split('\n')[0];
}
