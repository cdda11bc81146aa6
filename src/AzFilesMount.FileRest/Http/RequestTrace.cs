using Azure.Core;

namespace AzFilesMount.FileRest.Http;

/// <summary>
/// Travels with one SDK call through the pipeline: what the SDK's surface cannot be told (Preserve on a clear) and what it does
/// not tell back (attempts, the connection's own body stream). Used by one call at a time.
/// </summary>
internal sealed class RequestTrace
{
    private const string PropertyName = "AzFilesMount.RequestTrace";

    public RequestTrace(string operation) => Operation = operation;

    public string Operation { get; }

    /// <summary>Ask the service to keep the last-written time; the SDK can say so for an update but not for a clear.</summary>
    public bool PreserveLastWritten { get; init; }

    /// <summary>The caller's own token: an attempt that it ends is no trouble worth a warning.</summary>
    public CancellationToken Caller { get; set; }

    public int Attempts { get; set; }

    /// <summary>An attempt ended without a definite answer, so the service may have carried it out.</summary>
    public bool MayHaveHappened { get; set; }

    /// <summary>
    /// The last answer's unbuffered body as the connection gives it, without the SDK's copying and re-requesting wrapper.
    /// </summary>
    public Stream? Body { get; set; }

    public Dictionary<string, object?> Properties => new(1) { [PropertyName] = this };

    public static RequestTrace? Of(HttpMessage message) =>
        message.TryGetProperty(PropertyName, out object? trace) ? trace as RequestTrace : null;
}
