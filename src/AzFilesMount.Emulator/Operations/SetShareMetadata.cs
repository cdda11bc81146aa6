using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Replaces all metadata of a share.</summary>
internal sealed class SetShareMetadata : IOperation
{
    public string Name => nameof(SetShareMetadata);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var metadata = MetadataHeaders.Read(context);
        var state = ShareChange.Run(context, state => state with { Metadata = metadata });
        Answers.Stamp(context, state.Version);
        return Answers.EmptyAsync(context, 200);
    }
}
