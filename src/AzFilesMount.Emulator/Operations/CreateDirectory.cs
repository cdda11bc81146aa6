using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Makes a directory; its parent must exist.</summary>
internal sealed class CreateDirectory : IOperation
{
    public string Name => nameof(CreateDirectory);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var entry = context.Change(tree => Create(context, tree));
        return Answers.ChangedAsync(context, 201, entry.State, entry.ParentId);
    }

    private static Entry Create(OperationContext context, ShareTree tree)
    {
        var id = tree.NextId();
        var parent = tree.FindParent(context.Path);
        if (tree.TryFind(context.Path) is not null)
            throw Faults.ResourceAlreadyExists();
        var state = PropertyHeaders.Create(context, context.Path[^1], isDirectory: true) with { Id = id };
        return context.Account.Editor.Create(tree, parent, state, replaced: null);
    }
}
