using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Takes, changes, releases or breaks a file's lease. Leases on files never expire, and break at once.</summary>
internal sealed class LeaseFile : IOperation
{
    public string Name => nameof(LeaseFile);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var action = context.Required(WireHeaders.LeaseAction);
        var status = 200;
        var state = context.Change(tree =>
        {
            var entry = tree.FindFile(context.Path);
            (status, var leaseId) = Apply(context, action, entry.State.LeaseId);
            var next = entry.State with { LeaseId = leaseId };
            context.Account.Editor.Update(tree, entry, next);
            return next;
        });
        Answers.Stamp(context, state);
        if (state.LeaseId is { } held)
            context.Response.Headers[WireHeaders.LeaseId] = held.ToString();
        else
            context.Response.Headers[WireHeaders.LeaseTime] = "0";
        return Answers.EmptyChunkedAsync(context, status, cancellationToken);
    }

    private static (int Status, Guid? LeaseId) Apply(OperationContext context, string action, Guid? held)
    {
        if (OperationContext.Is(action, "acquire"))
            return (201, Acquire(context, held));
        if (OperationContext.Is(action, "change"))
            return (200, Change(context, held));
        if (OperationContext.Is(action, "release"))
        {
            CheckHeld(context, held);
            return (200, null);
        }

        if (!OperationContext.Is(action, "break"))
            throw RequestFaults.InvalidHeader(WireHeaders.LeaseAction, action);
        if (held is null)
            throw LeaseFaults.NotPresentWithLease();
        if (context.LeaseId() is { } given && given != held)
            throw LeaseFaults.MismatchWithLease();
        return (202, null);
    }

    private static Guid Acquire(OperationContext context, Guid? held)
    {
        var duration = context.Required(WireHeaders.LeaseDuration);
        if (duration != "-1")
            throw RequestFaults.InvalidHeader(WireHeaders.LeaseDuration, duration);
        var proposed = context.LeaseId(WireHeaders.ProposedLeaseId);
        if (held is not null && held != proposed)
            throw LeaseFaults.AlreadyPresent();
        return proposed ?? Guid.NewGuid();
    }

    /// <summary>A change that was made already may be repeated.</summary>
    private static Guid Change(OperationContext context, Guid? held)
    {
        _ = context.Required(WireHeaders.ProposedLeaseId);
        var proposed = context.LeaseId(WireHeaders.ProposedLeaseId)!.Value;
        if (held != proposed || context.Header(WireHeaders.LeaseId) is null)
            CheckHeld(context, held);
        return proposed;
    }

    private static void CheckHeld(OperationContext context, Guid? held)
    {
        _ = context.Required(WireHeaders.LeaseId);
        if (held is null)
            throw LeaseFaults.NotPresentWithLease();
        if (context.LeaseId() != held)
            throw LeaseFaults.MismatchWithLease();
    }
}
