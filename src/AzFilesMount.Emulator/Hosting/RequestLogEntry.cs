namespace AzFilesMount.Emulator.Hosting;

/// <summary>What is logged of a request. Queries and headers other than these are left out: they may hold secrets.</summary>
internal readonly record struct RequestLogEntry(
    DateTimeOffset Time,
    string Operation,
    string Method,
    string Path,
    string? Range,
    int Status,
    long RequestBytes,
    long ResponseBytes,
    string? ClientRequestId,
    string? ETag,
    TimeSpan Elapsed);
