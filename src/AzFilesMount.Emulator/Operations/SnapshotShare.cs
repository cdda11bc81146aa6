using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class SnapshotShare : IOperation
{
    public string Name => nameof(SnapshotShare);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var taken = context.Account.TakeSnapshot(context.Target.Share!, MetadataHeaders.Read(context)).State;
        Answers.Stamp(context, taken.Version);
        context.Response.Headers[WireHeaders.Snapshot] = WireTime.Smb(taken.Snapshot!.Value);
        return Answers.EmptyAsync(context, 201);
    }
}
