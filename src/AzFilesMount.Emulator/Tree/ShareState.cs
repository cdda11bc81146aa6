namespace AzFilesMount.Emulator.Tree;

/// <summary>Properties of a share or of one of its snapshots. Immutable.</summary>
internal sealed record ShareState
{
    /// <summary>Key of the tree in the journal; never used again.</summary>
    public required long TreeId { get; init; }

    public required string Name { get; init; }

    /// <summary>Instant of the snapshot, or null for the share itself.</summary>
    public DateTime? Snapshot { get; init; }

    public required DateTime CreationTime { get; init; }

    public required DateTime Version { get; init; }

    public long QuotaGiB { get; init; } = 102400;

    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    public ShareExtras Extras { get; init; } = ShareExtras.None;
}
