using System.CommandLine;
using AzFilesMount.Cli.Hosting;
using AzFilesMount.Cli.Logging;
using AzFilesMount.Emulator;
using AzFilesMount.Mounting;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Cli.Commands;

/// <summary>`emulator start`: a FileREST service of one's own, until a signal ends it.</summary>
internal sealed class EmulatorCommand(CliContext context) : ICliCommand
{
    private readonly EmulatorFlags _flags = new();

    public Command Build()
    {
        var start = new Command("start", "Start a local FileREST service for trials and tests");
        _flags.AddTo(start);
        start.SetAction(RunAsync);
        return new Command("emulator", "A local stand-in for Azure Files") { start };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        EmulatorOptions options = _flags.Read(parsed);
        using ILoggerFactory loggers = Loggers.Create(LogLevel.Warning, null, json: false, context.Time);
        using var signals = new SignalSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stop);
        EmulatorServer server = await StartAsync(options with { LoggerFactory = loggers }, stop.Token);
        await using (server)
        {
            ReadyRecord.Write(context.Directories, server.Ready);
            Announce(server.Ready);
            try
            {
                await Task.Delay(Timeout.Infinite, stop.Token);
            }
            catch (OperationCanceledException)
            {
                // The only way this ends.
            }
        }

        return 0;
    }

    private static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await EmulatorServer.StartAsync(options, cancellationToken);
        }
        catch (EmulatorException e)
        {
            throw new MountException(ExitCode.Usage, e.Message.TrimEnd('.'), "`azfilesmount emulator start --help` lists the flags", e);
        }
    }

    private void Announce(ReadyInfo ready)
    {
        context.Print($"emulator {ready.Endpoint}");
        foreach (string share in ready.Shares)
            context.Print($"  azfilesmount mount emulator:{share} DIRECTORY");
        context.Out.Flush();
        context.Tell("Ctrl-C ends it");
    }
}
