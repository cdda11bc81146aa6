using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Lists the written ranges of a file.</summary>
internal sealed class ListRanges : IOperation
{
    public string Name => nameof(ListRanges);

    public OperationAccess Access => OperationAccess.Read;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        if (context.Target.Query("prevsharesnapshot") is not null)
            throw Faults.NotImplemented();
        var span = ByteSpan.Read(context);
        var entry = context.Tree().FindFile(context.Path);
        LeaseGuard.CheckRead(entry.State, context.LeaseId());
        var (state, runs) = Snapshot(entry, span);
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.ContentLength] = state.Length.ToString(CultureInfo.InvariantCulture);
        using var body = new XmlBody();
        body.Start("Ranges");
        foreach (var (first, last) in runs)
        {
            body.Start("Range");
            body.Element("Start", first.ToString(CultureInfo.InvariantCulture));
            body.Element("End", last.ToString(CultureInfo.InvariantCulture));
            body.End();
        }

        body.End();
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }

    private static (EntryState State, List<(long First, long Last)> Runs) Snapshot(Entry entry, ByteSpan? span) =>
        entry.ReadContent(state =>
        {
            var end = span?.Last is { } last ? Math.Min(last, state.Length - 1) + 1 : state.Length;
            return (state, state.Content!.Ranges.Runs(span?.First ?? 0, end).ToList());
        });
}
