using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Http;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Files.Shares;
using Azure.Storage.Files.Shares.Models;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// The SDK's clients for one service version, all on one pipeline. Paths go in unescaped; the SDK escapes each component, so every
/// character a name may hold (including %, #, + and a literal "%2F") arrives as written. Immutable, thread-safe.
/// </summary>
internal sealed class ShareClients
{
    private readonly ShareDirectoryClient _root;
    private readonly string _renamePrefix;

    public ShareClients(
        FileRestStoreOptions options, ShareClientOptions.ServiceVersion version, HttpPipelineTransport transport, ILogger logger)
    {
        Version = version;
        Uri rootUri = Combine(options.ShareUri, options.Directory);
        ShareClientOptions clientOptions = CreateOptions(options, version, transport, logger);
        Share = new ShareClient(options.ShareUri, options.Credential, clientOptions);
        _root = new ShareDirectoryClient(rootUri, options.Credential, clientOptions);
        // A rename's target is named from where the SDK believes the share begins, which differs by address style.
        _renamePrefix = new ShareUriBuilder(rootUri).DirectoryOrFilePath;
    }

    public ShareClientOptions.ServiceVersion Version { get; }

    public ShareClient Share { get; }

    public ShareDirectoryClient Directory(SharePath path) => path.IsRoot ? _root : _root.GetSubdirectoryClient(path.Value);

    public ShareFileClient File(SharePath path) => _root.GetFileClient(path.Value);

    /// <summary>A path as the SDK's rename wants its destination.</summary>
    public string RenameTarget(SharePath path) => _renamePrefix.Length == 0 ? path.Value : $"{_renamePrefix}/{path.Value}";

    /// <summary>
    /// Whether the SDK finds account and share in an address where they are: it takes some ports for those of servers that are
    /// addressed by number, and would then lose paths below a share that has its account in the host name.
    /// </summary>
    public static bool Understands(Uri share)
    {
        var builder = new ShareUriBuilder(share);
        builder.DirectoryOrFilePath += "/probe";
        return builder.ToUri().AbsolutePath == $"{share.AbsolutePath}/probe";
    }

    private static Uri Combine(Uri share, string directory)
    {
        string[] parts = directory.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string path = string.Join('/', parts.Select(Uri.EscapeDataString));
        string text = share.AbsoluteUri.TrimEnd('/');
        return new Uri(path.Length == 0 ? text : $"{text}/{path}");
    }

    private static ShareClientOptions CreateOptions(
        FileRestStoreOptions options, ShareClientOptions.ServiceVersion version, HttpPipelineTransport transport, ILogger logger)
    {
        var client = new ShareClientOptions(version)
        {
            ShareTokenIntent = ShareTokenIntent.Backup,
            AllowTrailingDot = true,
            AllowSourceTrailingDot = true,
            Transport = transport,
        };
        if (options.Audience is { Length: > 0 } audience)
            client.Audience = new ShareAudience(audience);
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.RetryCount;
        client.Retry.Delay = options.RetryDelay;
        client.Retry.MaxDelay = options.MaxRetryDelay;
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        client.Diagnostics.IsLoggingContentEnabled = false;
        client.Diagnostics.ApplicationId = "azfilesmount";
        client.AddPolicy(new TracePolicy(logger), HttpPipelinePosition.BeforeTransport);
        return client;
    }
}
