namespace AzFilesMount.Cli.Output;

/// <summary>One exit code in `help exit-codes`.</summary>
internal sealed record ExitCodeLine(int Number, string Code, string Meaning);
