using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetMetadata(bool isDirectory) : IOperation
{
    public string Name => isDirectory ? "GetDirectoryMetadata" : "GetFileMetadata";

    public OperationAccess Access => OperationAccess.Read;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var tree = context.Tree();
        var state = (isDirectory ? tree.FindDirectory(context.Path) : tree.FindFile(context.Path)).State;
        if (!isDirectory)
            LeaseGuard.CheckRead(state, context.LeaseId());
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.Encrypted] = "true";
        MetadataHeaders.Write(context, state.Metadata);
        return Answers.EmptyAsync(context, 200);
    }
}
