using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Whether a lease lets an operation through.</summary>
internal static class LeaseGuard
{
    /// <summary>A change of a leased file needs the lease's id.</summary>
    public static void CheckWrite(EntryState state, Guid? leaseId)
    {
        if (state.LeaseId is not null && leaseId is null)
            throw LeaseFaults.IdMissing();
        CheckRead(state, leaseId);
    }

    /// <summary>A read needs no id, but a wrong one is refused.</summary>
    public static void CheckRead(EntryState state, Guid? leaseId)
    {
        if (leaseId is null)
            return;
        if (state.LeaseId is not { } held)
            throw LeaseFaults.NotPresentWithFile();
        if (held != leaseId)
            throw LeaseFaults.MismatchWithFile();
    }
}
