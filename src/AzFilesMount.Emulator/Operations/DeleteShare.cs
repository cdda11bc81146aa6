using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Deletes a share, or one snapshot of it.</summary>
internal sealed class DeleteShare : IOperation
{
    private const string DeleteSnapshots = "x-ms-delete-snapshots";

    public string Name => nameof(DeleteShare);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var mode = context.Header(DeleteSnapshots);
        if (mode is not null && !OperationContext.Is(mode, "include") && !OperationContext.Is(mode, "include-leased"))
            throw RequestFaults.InvalidHeader(DeleteSnapshots, mode);
        ShareChange.CheckLease(context, context.Tree().State, isRequired: context.Snapshot() is null);
        if (context.Snapshot() is { } instant)
            context.Account.DeleteSnapshot(context.Target.Share!, instant);
        else
            context.Account.DeleteShare(context.Target.Share!, withSnapshots: mode is not null);
        return Answers.EmptyAsync(context, 202);
    }
}
