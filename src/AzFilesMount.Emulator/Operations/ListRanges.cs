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
        var span = ByteSpan.Read(context);
        var entry = context.Tree().FindFile(context.Path);
        LeaseGuard.CheckRead(entry.State, context.LeaseId());
        var (state, runs) = Earlier(context) is { } earlier ? Difference(context, entry, earlier, span) : Written(entry, span);
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.ContentLength] = state.Length.ToString(CultureInfo.InvariantCulture);
        using var body = new XmlBody();
        body.Start("Ranges");
        foreach (var (first, last, isClear) in runs)
        {
            body.Start(isClear ? "ClearRange" : "Range");
            body.Element("Start", first.ToString(CultureInfo.InvariantCulture));
            body.Element("End", last.ToString(CultureInfo.InvariantCulture));
            body.End();
        }

        body.End();
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }

    private static (EntryState State, List<(long First, long Last, bool IsClear)> Runs) Written(Entry entry, ByteSpan? span) =>
        entry.ReadContent(state =>
        {
            var (offset, end) = Bounds(state, span);
            return (state, state.Content!.Ranges.Runs(offset, end).Select(run => (run.First, run.Last, false)).ToList());
        });

    private static (EntryState State, List<(long First, long Last, bool IsClear)> Runs) Difference(
        OperationContext context, Entry entry, ShareTree earlier, ByteSpan? span) =>
        entry.ReadContent(state =>
        {
            var (offset, end) = Bounds(state, span);
            var before = earlier.TryFind(context.Path) is { IsDirectory: false } then ? then.State.Content : null;
            return (state, RangeDifference.Find(context.Account.Contents, state.Content!, before, offset, end));
        });

    private static (long Offset, long End) Bounds(EntryState state, ByteSpan? span) =>
        (span?.First ?? 0, span?.Last is { } last ? Math.Min(last, state.Length - 1) + 1 : state.Length);

    private static ShareTree? Earlier(OperationContext context)
    {
        const string Parameter = "prevsharesnapshot";
        if (context.Target.Query(Parameter) is not { } text)
            return null;
        return WireTime.TryParse(text, out var instant)
            ? context.Account.Find(context.Target.Share!, instant)
            : throw RequestFaults.InvalidParameter(Parameter, text, "prevsharesnapshot needs to be a valid DateTime.");
    }
}
