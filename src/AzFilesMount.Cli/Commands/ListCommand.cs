using System.CommandLine;
using System.Text.Json;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Commands;

/// <summary>`list`: the mounts of this user on this machine.</summary>
internal sealed class ListCommand(CliContext context) : ICliCommand
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json, OutputFormat.Tsv);

    public Command Build()
    {
        var command = new Command("list", "List the mounts of this machine") { _output };
        command.Aliases.Add("ls");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        OutputFormat format = _output.Read(parsed);
        IReadOnlyList<MountRecord> records = new MountRegistry(context.Directories).List();
        MountSummary[] mounts = await Task.WhenAll(records.Select(record => SummariseAsync(record, cancellationToken)));
        if (format == OutputFormat.Json)
        {
            context.Print(JsonSerializer.Serialize(mounts, CliJson.Default.IReadOnlyListMountSummary));
            return 0;
        }

        if (mounts.Length == 0 && format == OutputFormat.Table)
            context.Tell("nothing is mounted");
        else
            new TableWriter(context).Write(format, ["address", "mount point", "pid", "health", "unsent"], mounts.Select(Row));
        return 0;
    }

    private static string[] Row(MountSummary mount) =>
        [mount.Address, mount.MountPoint, $"{mount.Pid}", mount.Health, SizeText.Round(mount.DirtyBytes)];

    private static async Task<MountSummary> SummariseAsync(MountRecord record, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        string health = "not answering";
        long dirty = 0;
        try
        {
            MountStatus status = await new ControlClient(record.Socket).GetStatusAsync(limit.Token);
            (health, dirty) = (status.Health, status.DirtyBytes);
        }
        catch (Exception e) when (e is MountException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A mount that hangs must not hide the others.
        }

        return new MountSummary(record.Address, record.MountPoint, record.Pid, health, dirty, record.ReadOnly, record.Mounted);
    }
}
