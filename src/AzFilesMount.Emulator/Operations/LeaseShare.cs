using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Takes, renews, changes, releases or breaks a share's lease. Unlike those on files it may end by itself and breaks slowly.</summary>
internal sealed class LeaseShare : IOperation
{
    private const string BreakPeriod = "x-ms-lease-break-period";

    public string Name => nameof(LeaseShare);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var action = context.Required(WireHeaders.LeaseAction);
        var now = context.Account.Clock.Now;
        var status = 200;
        var state = context.Change(tree =>
        {
            (status, var lease) = Apply(context, action, tree.State.Extras.Lease, now);
            return context.Account.UpdateShare(tree, tree.State with { Extras = tree.State.Extras with { Lease = lease } });
        });
        Answers.Stamp(context, state.Version);
        if (status == 202 || state.Extras.Lease is null)
            context.Response.Headers[WireHeaders.LeaseTime] = Remaining(state.Extras.Lease, now);
        else
            context.Response.Headers[WireHeaders.LeaseId] = state.Extras.Lease.Id.ToString();
        return Answers.EmptyChunkedAsync(context, status, cancellationToken);
    }

    private static (int Status, ShareLease? Lease) Apply(OperationContext context, string action, ShareLease? held, DateTime now)
    {
        if (OperationContext.Is(action, "acquire"))
            return (201, Acquire(context, held, now));
        if (OperationContext.Is(action, "renew"))
            return (200, CheckHeld(context, held).From(now));
        if (OperationContext.Is(action, "change"))
            return (200, Change(context, held));
        if (OperationContext.Is(action, "release"))
        {
            CheckHeld(context, held);
            return (200, null);
        }

        return OperationContext.Is(action, "break")
            ? (202, Break(context, held, now))
            : throw RequestFaults.InvalidHeader(WireHeaders.LeaseAction, action);
    }

    private static ShareLease Acquire(OperationContext context, ShareLease? held, DateTime now)
    {
        var text = context.Required(WireHeaders.LeaseDuration);
        if (context.Number(WireHeaders.LeaseDuration) is not { } seconds || (seconds != -1 && seconds is < 15 or > 60))
            throw RequestFaults.InvalidHeader(WireHeaders.LeaseDuration, text);
        var proposed = context.LeaseId(WireHeaders.ProposedLeaseId);
        if (held is not null && !held.HasEnded(now) && (held.Id != proposed || held.IsBroken))
            throw LeaseFaults.AlreadyPresent();
        return new ShareLease(proposed ?? Guid.NewGuid(), (int)seconds, null, IsBroken: false).From(now);
    }

    private static ShareLease Change(OperationContext context, ShareLease? held)
    {
        _ = context.Required(WireHeaders.ProposedLeaseId);
        var proposed = context.LeaseId(WireHeaders.ProposedLeaseId)!.Value;
        return held?.Id == proposed ? held : CheckHeld(context, held) with { Id = proposed };
    }

    /// <summary>Without a period a lease that never ends breaks at once, another at its end.</summary>
    private static ShareLease Break(OperationContext context, ShareLease? held, DateTime now)
    {
        if (held is null)
            throw LeaseFaults.NotPresentWithLease();
        var period = context.Number(BreakPeriod);
        if (period is < 0 or > 60)
            throw RequestFaults.InvalidHeader(BreakPeriod, context.Required(BreakPeriod));
        var asked = period is { } seconds ? now.AddSeconds(seconds) : held.Ends ?? now;
        return held with { Ends = held.Ends is { } ends && ends < asked ? ends : asked, IsBroken = true };
    }

    private static ShareLease CheckHeld(OperationContext context, ShareLease? held)
    {
        _ = context.Required(WireHeaders.LeaseId);
        if (held is null)
            throw LeaseFaults.NotPresentWithLease();
        return held.Id == context.LeaseId() ? held : throw LeaseFaults.MismatchWithLease();
    }

    private static string Remaining(ShareLease? lease, DateTime now) =>
        Math.Max(0, Math.Ceiling(((lease?.Ends ?? now) - now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
