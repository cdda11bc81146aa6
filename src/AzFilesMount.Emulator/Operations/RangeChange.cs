using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>What all changes of a range have in common: checks before, times after.</summary>
internal static class RangeChange
{
    public static (Entry Entry, EntryState Next) Begin(OperationContext context, ShareTree tree, long offset, long length)
    {
        var entry = tree.FindFile(context.Path);
        LeaseGuard.CheckWrite(entry.State, context.LeaseId());
        if (entry.State.IsReadOnly)
            throw Faults.ReadOnlyAttribute();
        if (offset + length > entry.State.Length)
            throw Faults.InvalidRange(entry.State.Length);
        return (entry, Next(context, entry.State));
    }

    private static EntryState Next(OperationContext context, EntryState state)
    {
        var now = context.Account.Clock.Next();
        var mode = context.Header(WireHeaders.LastWriteTime);
        if (mode is null || OperationContext.Is(mode, "Now"))
            return state.Written(now);
        return OperationContext.Is(mode, "Preserve")
            ? state.Changed(now)
            : throw RequestFaults.InvalidHeader(WireHeaders.LastWriteTime, mode);
    }
}
