namespace AzFilesMount.Core.FileSystem;

/// <summary>The engine's knobs. Immutable after start; validated by whoever reads them from a user.</summary>
public sealed record ShareFileSystemOptions
{
    /// <summary>How long attributes are trusted; zero asks always.</summary>
    public TimeSpan AttributeTtl { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a listing is trusted.</summary>
    public TimeSpan DirectoryTtl { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a single name known absent is trusted.</summary>
    public TimeSpan NegativeTtl { get; init; } = TimeSpan.FromSeconds(1);

    public WritePolicy WritePolicy { get; init; } = WritePolicy.Close;

    /// <summary>Refuse every change before any request.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Bytes of file content held in memory, cached and dirty together.</summary>
    public long MemoryBudget { get; init; } = 256L << 20;

    /// <summary>Bytes of listings held in memory.</summary>
    public long MetadataBudget { get; init; } = 64L << 20;

    /// <summary>How far ahead of a sequential reader to fetch, at the most; 0 turns read-ahead off.</summary>
    public long ReadAhead { get; init; } = 32L << 20;

    /// <summary>Requests in flight at the service.</summary>
    public int Concurrency { get; init; } = 32;

    /// <summary>Size of the volume where the share will not tell.</summary>
    public long VolumeSize { get; init; } = 5L << 40;
}
