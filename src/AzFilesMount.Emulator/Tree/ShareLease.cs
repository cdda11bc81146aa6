namespace AzFilesMount.Emulator.Tree;

/// <summary>A lease on a share; it ends at an instant, or never. One that ended can be taken up again by its id.</summary>
internal sealed record ShareLease(Guid Id, int Seconds, DateTime? Ends, bool IsBroken)
{
    public bool HasEnded(DateTime now) => Ends is { } ends && ends <= now;

    public string State(DateTime now) => (HasEnded(now), IsBroken) switch
    {
        (true, true) => "broken",
        (true, false) => "expired",
        (false, true) => "breaking",
        _ => "leased",
    };

    public ShareLease From(DateTime now) => this with { Ends = Seconds < 0 ? null : now.AddSeconds(Seconds), IsBroken = false };
}
