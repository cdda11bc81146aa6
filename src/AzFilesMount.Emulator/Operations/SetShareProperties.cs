using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Sets the quota and the access tier of a share.</summary>
internal sealed class SetShareProperties : IOperation
{
    private const string Tier = "x-ms-access-tier";

    private static readonly string[] Tiers = ["TransactionOptimized", "Hot", "Cool", "Premium"];

    public string Name => nameof(SetShareProperties);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var quota = ShareQuota.Read(context);
        var tier = context.Header(Tier);
        if (tier is not null)
            tier = Tiers.FirstOrDefault(t => OperationContext.Is(tier, t)) ?? throw RequestFaults.InvalidHeader(Tier, tier);
        var state = ShareChange.Run(context, state => state with
        {
            QuotaGiB = quota ?? state.QuotaGiB,
            Extras = state.Extras with { AccessTier = tier ?? state.Extras.AccessTier },
        });
        Answers.Stamp(context, state.Version);
        return Answers.EmptyAsync(context, 200);
    }
}
