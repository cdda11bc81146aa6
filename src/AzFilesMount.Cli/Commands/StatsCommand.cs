using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Commands;

/// <summary>`stats`: the counters of one mount, once or again and again.</summary>
internal sealed class StatsCommand(CliContext context) : ICliCommand
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    private readonly Argument<string?> _mountPoint = new("directory")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The mount point; may be left out when there is one mount",
    };

    private readonly Option<string?> _watch = new("--watch")
    {
        HelpName = "time",
        Description = "Show again after this time, until stopped",
    };

    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json, OutputFormat.Prom);

    public Command Build()
    {
        var command = new Command("stats", "Show the counters of one mount") { _mountPoint, _watch, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        OutputFormat format = _output.Read(parsed);
        TimeSpan? interval = ReadInterval(parsed.GetValue(_watch));
        MountRecord record = MountChoice.Find(context, parsed.GetValue(_mountPoint));
        var client = new ControlClient(record.Socket);
        while (true)
        {
            JsonElement? stats = await client.SendAsync(new ControlRequest(ControlCommand.Stats), null, cancellationToken);
            Write(format, stats ?? default, interval is not null);
            if (interval is null)
                return 0;
            await Task.Delay(interval.Value, context.Time, cancellationToken);
        }
    }

    private static TimeSpan? ReadInterval(string? text)
    {
        if (text is null)
            return null;
        if (DurationText.TryParse(text, out TimeSpan interval) && interval >= ShortestInterval && interval <= TimeSpan.FromDays(1))
            return interval;
        throw new MountException(
            ExitCode.Usage, $"--watch: '{text}' is not a duration in range", "use a value from 100ms to 24h, such as 1s");
    }

    /// <summary>Watched JSON is one line a time, so that a reader can tell the documents apart.</summary>
    private void Write(OutputFormat format, JsonElement stats, bool watched)
    {
        if (format == OutputFormat.Json)
            context.Print(watched ? stats.GetRawText() : JsonSerializer.Serialize(stats, CliJson.Readable.JsonElement));
        else if (format == OutputFormat.Prom)
            StatsText.WritePrometheus(context.Out, stats);
        else
            new TableWriter(context).Write(
                format, ["counter", "value"], StatsText.Flatten(stats).Select(pair => new[] { pair.Name, pair.Value }));
        context.Out.Flush();
    }
}
