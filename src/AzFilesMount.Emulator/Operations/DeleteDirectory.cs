using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class DeleteDirectory : IOperation
{
    public string Name => nameof(DeleteDirectory);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        context.Change(tree =>
        {
            var entry = tree.FindDirectory(context.Path);
            if (entry == tree.Root)
                throw Faults.InvalidUri();
            if (!entry.Children!.IsEmpty)
                throw Faults.DirectoryNotEmpty();
            context.Account.Editor.Remove(tree, entry);
            return entry;
        });
        return Answers.EmptyAsync(context, 202);
    }
}
