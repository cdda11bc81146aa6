using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetFileProperties : IOperation
{
    public string Name => nameof(GetFileProperties);

    public OperationAccess Access => OperationAccess.Read;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var entry = context.Tree().FindFile(context.Path);
        var state = entry.State;
        LeaseGuard.CheckRead(state, context.LeaseId());
        FileHeaders.Write(context, state, entry.ParentId, isPart: false);
        context.Response.StatusCode = 200;
        context.Response.ContentLength = state.Length;
        return Task.CompletedTask;
    }
}
