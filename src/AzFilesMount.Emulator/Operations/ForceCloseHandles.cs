using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Closes handles by force; as there are never any, it closes none.</summary>
internal sealed class ForceCloseHandles : IOperation
{
    public string Name => nameof(ForceCloseHandles);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        _ = context.Required("x-ms-handle-id");
        _ = context.Tree().TryFind(context.Path) ?? throw Faults.ResourceNotFound();
        context.Response.Headers["x-ms-number-of-handles-closed"] = "0";
        context.Response.Headers["x-ms-number-of-handles-failed"] = "0";
        return Answers.EmptyAsync(context, 200);
    }
}
