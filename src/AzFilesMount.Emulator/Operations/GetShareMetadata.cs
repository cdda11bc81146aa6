using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetShareMetadata : IOperation
{
    public string Name => nameof(GetShareMetadata);

    public OperationAccess Access => OperationAccess.Read | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var state = context.Tree().State;
        Answers.Stamp(context, state.Version);
        MetadataHeaders.Write(context, state.Metadata);
        return Answers.EmptyAsync(context, 200);
    }
}
