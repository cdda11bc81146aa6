using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class CreateShare : IOperation
{
    public string Name => nameof(CreateShare);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var protocols = context.Header("x-ms-enabled-protocols");
        if (protocols is not null && !OperationContext.Is(protocols, "SMB"))
            throw OperationContext.Is(protocols, "NFS") ? Faults.NotImplemented() : RequestFaults.InvalidHeader("x-ms-enabled-protocols", protocols);
        var quota = ShareQuota.Read(context);
        var tree = context.Account.CreateShare(context.Target.Share!, quota, MetadataHeaders.Read(context));
        Answers.Stamp(context, tree.State.Version);
        return Answers.EmptyAsync(context, 201);
    }
}
