using Azure.Core;

namespace AzFilesMount.FileRest.Store;

/// <summary>Where the share is, who asks, and how patient a request is.</summary>
public sealed record FileRestStoreOptions
{
    /// <summary>The share itself, without a directory: https://account.file.core.windows.net/share.</summary>
    public required Uri ShareUri { get; init; }

    /// <summary>The directory of the share that is this store's root, unescaped, joined by '/'; empty for the share's own root.</summary>
    public string Directory { get; init; } = "";

    public required TokenCredential Credential { get; init; }

    /// <summary>The resource a token is asked for; null is https://storage.azure.com.</summary>
    public string? Audience { get; init; }

    /// <summary>
    /// A service version such as 2024-11-04; null tries the newest this client knows and steps down once when it is refused.
    /// </summary>
    public string? ServiceVersion { get; init; }

    /// <summary>Further attempts after the first, for answers and breaks that may pass.</summary>
    public int RetryCount { get; init; } = 4;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long one attempt, or one wait for further bytes of a body, may stay silent.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
