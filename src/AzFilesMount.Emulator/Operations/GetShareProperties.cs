using System.Globalization;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetShareProperties : IOperation
{
    public string Name => nameof(GetShareProperties);

    public OperationAccess Access => OperationAccess.Read | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var state = context.Tree().State;
        var headers = context.Response.Headers;
        Answers.Stamp(context, state.Version);
        headers["x-ms-share-quota"] = state.QuotaGiB.ToString(CultureInfo.InvariantCulture);
        headers["x-ms-access-tier"] = state.Extras.AccessTier;
        headers["x-ms-access-tier-change-time"] = WireTime.Http(state.CreationTime);
        headers["x-ms-enabled-protocols"] = "SMB";
        var (status, leaseState, duration) = ShareLeaseText.Of(state, context.Account.Clock.Now);
        headers[WireHeaders.LeaseStatus] = status;
        headers[WireHeaders.LeaseState] = leaseState;
        if (duration is not null)
            headers[WireHeaders.LeaseDuration] = duration;
        MetadataHeaders.Write(context, state.Metadata);
        return Answers.EmptyAsync(context, 200);
    }
}
