using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Changes what is kept of a share itself.</summary>
internal static class ShareChange
{
    /// <summary>A change that gives the share a new entity tag; a lease id, where one is sent, must be that of the share.</summary>
    public static ShareState Run(OperationContext context, Func<ShareState, ShareState> change) =>
        context.Change(tree =>
        {
            CheckLease(context, tree.State, isRequired: false);
            return context.Account.UpdateShare(tree, change(tree.State) with { Version = context.Account.Clock.Next() });
        });

    public static void CheckLease(OperationContext context, ShareState state, bool isRequired)
    {
        var held = state.Extras.Lease is { } lease && !lease.HasEnded(context.Account.Clock.Now) ? lease : null;
        if (context.LeaseId() is not { } given)
        {
            if (held is not null && isRequired)
                throw LeaseFaults.IdMissing();
            return;
        }

        if (held is null)
            throw LeaseFaults.NotPresentWithFile();
        if (held.Id != given)
            throw LeaseFaults.MismatchWithFile();
    }
}
