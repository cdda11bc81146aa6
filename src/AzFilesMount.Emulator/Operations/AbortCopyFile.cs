using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Ends a copy that is under way; there never is one, as copies are done when they are answered.</summary>
internal sealed class AbortCopyFile : IOperation
{
    private const string Action = "x-ms-copy-action";

    public string Name => nameof(AbortCopyFile);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var id = context.Target.Query("copyid") ?? "";
        if (!Guid.TryParse(id, out _))
            throw RequestFaults.InvalidParameter("copyid", id, "copyid needs to be valid Guid.");
        if (!OperationContext.Is(context.Required(Action), "abort"))
            throw RequestFaults.InvalidHeader(Action, context.Required(Action));
        LeaseGuard.CheckWrite(context.Tree().FindFile(context.Path).State, context.LeaseId());
        throw new ServiceFault(409, "NoPendingCopyOperation", "There is currently no pending copy operation.");
    }
}
