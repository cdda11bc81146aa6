using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class DeleteFile : IOperation
{
    public string Name => nameof(DeleteFile);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        context.Change(tree =>
        {
            var entry = tree.FindFile(context.Path);
            LeaseGuard.CheckWrite(entry.State, context.LeaseId());
            if (entry.State.IsReadOnly)
                throw Faults.ReadOnlyAttribute();
            context.Account.Editor.Remove(tree, entry);
            return entry;
        });
        return Answers.EmptyAsync(context, 202);
    }
}
