namespace AzFilesMount.Core.Diagnostics;

/// <summary>A copy of the engine's counters at one moment. Bytes are bytes, counts are since the mount began.</summary>
public sealed record StatsSnapshot
{
    public required IReadOnlyDictionary<string, long> Requests { get; init; }

    public required IReadOnlyDictionary<string, long> RequestErrors { get; init; }

    public long BytesRead { get; init; }

    public long BytesWritten { get; init; }

    public long BytesFetched { get; init; }

    public long BytesSent { get; init; }

    public long CacheHits { get; init; }

    public long CacheMisses { get; init; }

    public long DirtyBytes { get; init; }

    public int DirtyFiles { get; init; }

    public long MemoryUsage { get; init; }

    public int Nodes { get; init; }

    public int OpenHandles { get; init; }

    /// <summary>Uploads that failed for good or keep failing, newest last.</summary>
    public IReadOnlyList<string> WriteFailures { get; init; } = [];
}
