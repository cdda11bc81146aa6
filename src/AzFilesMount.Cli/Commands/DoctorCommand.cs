using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Logging;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Doctor;
using AzFilesMount.Mounting.Session;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Cli.Commands;

/// <summary>`doctor`: says of each prerequisite whether it is there and what to do if not.</summary>
internal sealed class DoctorCommand(CliContext context) : ICliCommand
{
    private readonly Argument<string?> _url = new("url") { Arity = ArgumentArity.ZeroOrOne, Description = "A share to check, too" };
    private readonly MountFlags _flags = new();
    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json);

    public Command Build()
    {
        var command = new Command("doctor", "Check what a mount needs: system, network, identity, role") { _url, _output };
        _flags.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        OutputFormat format = _output.Read(parsed);
        var results = new List<CheckResult>();
        foreach (CheckResult result in DoctorService.CheckSystem(context.Directories, context.Environment))
            Add(result, results, format);
        if (parsed.GetValue(_url) is { } url)
        {
            var ask = new MountAsk(url, null, [.. _flags.ReadFlags(parsed)], _flags.ReadWords(parsed));
            MountPlan plan = new MountPlanner(context.Directories, context.Environment).Plan(ask);
            LogLevel level = plan.Options.Verbosity > 0 ? plan.Options.EffectiveLogLevel : LogLevel.None;
            using ILoggerFactory loggers = Loggers.Create(level, null, json: false, context.Time);
            await foreach (CheckResult result in DoctorService.CheckShareAsync(plan, loggers, context.Time, cancellationToken))
                Add(result, results, format);
        }

        if (format == OutputFormat.Json)
            context.Print(JsonSerializer.Serialize(results, CliJson.Default.IReadOnlyListCheckResult));
        return (int)(results.Exists(result => result.Outcome == CheckOutcome.Fail) ? ExitCode.CheckFailed : ExitCode.Ok);
    }

    /// <summary>Printed one by one: the next check may take its time.</summary>
    private void Add(CheckResult result, List<CheckResult> results, OutputFormat format)
    {
        results.Add(result);
        if (format == OutputFormat.Json)
            return;
        context.Print($"{result.Outcome.ToString().ToLowerInvariant(),-5} {result.Name}: {result.Detail}");
        if (result.Fix is not null)
            context.Print($"      {result.Fix}");
        context.Out.Flush();
    }
}
