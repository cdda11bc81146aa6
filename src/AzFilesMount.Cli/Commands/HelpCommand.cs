using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Commands;

/// <summary>`help`, `help COMMAND`, `help exit-codes`.</summary>
internal sealed class HelpCommand(CliContext context, RootCommand root) : ICliCommand
{
    private const string ExitCodesTopic = "exit-codes";

    private readonly Argument<string?> _topic = new("topic")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = $"A command, or {ExitCodesTopic}",
    };

    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json);

    public Command Build()
    {
        var command = new Command("help", "Explain a command, or the exit codes") { _topic, _output };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? topic = parsed.GetValue(_topic);
        if (topic == ExitCodesTopic)
            return WriteExitCodes(_output.Read(parsed));
        string[] arguments = topic is null ? ["--help"] : [topic, "--help"];
        if (topic is not null && !root.Subcommands.Any(command => command.Name == topic || command.Aliases.Contains(topic)))
            throw new MountException(ExitCode.Usage, $"there is no help on {topic}", $"name a command, or {ExitCodesTopic}");
        return root.Parse(arguments).Invoke(new InvocationConfiguration { Output = context.Out, Error = context.Error });
    }

    private int WriteExitCodes(OutputFormat format)
    {
        List<ExitCodeLine> lines =
            [.. Enum.GetValues<ExitCode>().Select(code => new ExitCodeLine((int)code, ExitCodes.Code(code), ExitCodes.Describe(code)))];
        if (format == OutputFormat.Json)
            context.Print(JsonSerializer.Serialize(lines, CliJson.Default.IReadOnlyListExitCodeLine));
        else
            new TableWriter(context).Write(
                format, ["code", "name", "meaning"], lines.Select(line => new[] { $"{line.Number}", line.Code, line.Meaning }));
        return 0;
    }
}
