namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>One line of the emulator's request log.</summary>
public sealed record Request(
    DateTimeOffset Time, string Operation, string Method, string Path, string? Range, int Status, long RequestBytes, long ResponseBytes,
    string? ClientRequestId, string? Etag, double Milliseconds)
{
    /// <summary>Could have changed the share, by its method.</summary>
    public bool IsWrite => Method is not ("GET" or "HEAD") && !Path.Contains("oauth2", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Operation} {Path} {Range} -> {Status}, {RequestBytes} B up, {ResponseBytes} B down";
}
