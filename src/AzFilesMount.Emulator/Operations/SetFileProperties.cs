using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Sets length, SMB properties and the whole set of content headers.</summary>
internal sealed class SetFileProperties : IOperation
{
    public string Name => nameof(SetFileProperties);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var length = FileLength.Read(context);
        var entry = context.Change(tree => Set(context, tree, length));
        return Answers.ChangedAsync(context, 200, entry.State, entry.ParentId);
    }

    private static Entry Set(OperationContext context, ShareTree tree, long? length)
    {
        var entry = tree.FindFile(context.Path);
        LeaseGuard.CheckWrite(entry.State, context.LeaseId());
        var state = PropertyHeaders.Change(context, entry.State) with { Headers = FileHeaders.Read(context) };
        if (length is not { } wanted || wanted == entry.State.Length)
        {
            context.Account.Editor.Update(tree, entry, state);
            return entry;
        }

        if (entry.State.IsReadOnly)
            throw Faults.ReadOnlyAttribute();
        context.Account.Contents.Resize(tree, entry, state with { Length = wanted, LastWriteTime = ResizeTime(context, state) });
        return entry;
    }

    /// <summary>A resize is a write, so "preserve" does not hold; only a time that the request spells out does.</summary>
    private static DateTime ResizeTime(OperationContext context, EntryState state)
    {
        var asked = context.Header(WireHeaders.LastWriteTime);
        return asked is null || OperationContext.Is(asked, "Preserve") ? state.Version : state.LastWriteTime;
    }
}
