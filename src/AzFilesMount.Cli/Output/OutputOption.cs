using System.CommandLine;
using System.CommandLine.Parsing;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Output;

/// <summary>The --output flag, which every printing command has with the forms it knows.</summary>
internal sealed class OutputOption : Option<string>
{
    private readonly OutputFormat[] _formats;

    internal OutputOption(params OutputFormat[] formats)
        : base("--output")
    {
        _formats = formats;
        HelpName = Choices("|");
        Description = "Form of the output";
        DefaultValueFactory = _ => Word(formats[0]);
    }

    internal OutputFormat Read(ParseResult parsed)
    {
        string text = parsed.GetValue(this) ?? "";
        foreach (OutputFormat format in _formats)
        {
            if (Word(format) == text)
                return format;
        }

        throw new MountException(ExitCode.Usage, $"--output: '{text}' is not one of the choices", $"use one of: {Choices(", ")}");
    }

    private static string Word(OutputFormat format) => format.ToString().ToLowerInvariant();

    private string Choices(string separator) => string.Join(separator, _formats.Select(Word));
}
