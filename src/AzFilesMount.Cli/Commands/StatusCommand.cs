using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Commands;

/// <summary>`status`: one mount in depth; exit code 0 when it is healthy.</summary>
internal sealed class StatusCommand(CliContext context) : ICliCommand
{
    private readonly Argument<string?> _mountPoint = new("directory")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The mount point; may be left out when there is one mount",
    };

    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json);

    public Command Build()
    {
        var command = new Command("status", "Show one mount: health, identity, options and their origin") { _mountPoint, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        OutputFormat format = _output.Read(parsed);
        MountRecord record = MountChoice.Find(context, parsed.GetValue(_mountPoint));
        MountStatus status = await new ControlClient(record.Socket).GetStatusAsync(cancellationToken);
        if (format == OutputFormat.Json)
            context.Print(JsonSerializer.Serialize(status, CliJson.Default.MountStatus));
        else
            Write(status);
        return (int)(status.LastError is null ? ExitCode.Ok : ExitCode.Failed);
    }

    private void Write(MountStatus status)
    {
        var table = new TableWriter(context);
        table.Write(OutputFormat.Table, ["mount", ""],
        [
            ["address", status.Address],
            ["mount point", status.MountPoint],
            ["process", $"{status.Pid}, version {status.Version}"],
            ["mounted", status.Mounted.ToLocalTime().ToString("u", null)],
            ["access", status.ReadOnly ? "read-only" : "read and write"],
            ["identity", status.Identity],
            ["health", status.LastError is null ? status.Health : $"{status.Health}: {status.LastError}"],
            ["not yet sent", SizeText.Round(status.DirtyBytes)],
            ["log", status.LogFile ?? "standard error"],
        ]);
        context.Print("");
        table.Write(OutputFormat.Table, ["option", "value", "from"], status.Options.Select(Row));
    }

    private static string[] Row(OptionValue option) => [option.Name, option.Text.Length == 0 ? "-" : option.Text, Origin(option.Origin)];

    private static string Origin(OptionOrigin origin) => origin == OptionOrigin.Word ? "-o" : origin.ToString().ToLowerInvariant();
}
