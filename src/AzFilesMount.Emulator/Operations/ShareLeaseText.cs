using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>A share's lease in the words of headers and listings.</summary>
internal static class ShareLeaseText
{
    public static (string Status, string State, string? Duration) Of(ShareState state, DateTime now)
    {
        if (state.Extras.Lease is not { } lease)
            return ("unlocked", "available", null);
        var isHeld = !lease.HasEnded(now);
        return (isHeld ? "locked" : "unlocked", lease.State(now), isHeld && !lease.IsBroken ? lease.Ends is null ? "infinite" : "fixed" : null);
    }
}
