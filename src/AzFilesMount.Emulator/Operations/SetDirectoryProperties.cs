using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

internal sealed class SetDirectoryProperties : IOperation
{
    public string Name => nameof(SetDirectoryProperties);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var entry = context.Change(tree => Set(context, tree));
        return Answers.ChangedAsync(context, 200, entry.State, entry.ParentId);
    }

    private static Entry Set(OperationContext context, ShareTree tree)
    {
        var entry = tree.FindDirectory(context.Path);
        if (entry == tree.Root)
            throw Faults.InvalidUri();
        context.Account.Editor.Update(tree, entry, PropertyHeaders.Change(context, entry.State));
        return entry;
    }
}
