namespace AzFilesMount.Emulator.Tree;

/// <summary>What few shares have, as it is kept in the database.</summary>
internal sealed record ShareExtras
{
    public static readonly ShareExtras None = new();

    public IReadOnlyList<StoredPolicy> Policies { get; init; } = [];

    public ShareLease? Lease { get; init; }

    public string AccessTier { get; init; } = "TransactionOptimized";
}
