using AzFilesMount.FileRest.Http;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// Turns what the user said about the identity into one credential whose tokens are refreshed ahead of their end. Stateless.
/// </summary>
public sealed class CredentialFactory
{
    private readonly HttpTransport _transport;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Func<string, string?> _environment;

    public CredentialFactory(HttpTransport transport, ILogger logger, TimeProvider? time = null)
        : this(transport, logger, time ?? TimeProvider.System, Environment.GetEnvironmentVariable)
    {
    }

    internal CredentialFactory(HttpTransport transport, ILogger logger, TimeProvider time, Func<string, string?> environment)
    {
        _transport = transport;
        _logger = logger;
        _time = time;
        _environment = environment;
    }

    /// <exception cref="CredentialConfigurationException">Something is missing; the message names it and how to give it.</exception>
    public SignIn Create(CredentialOptions options)
    {
        CredentialCandidate chosen = options.Mode switch
        {
            AuthMode.Auto => Auto(options),
            AuthMode.ServicePrincipal or AuthMode.Environment => ServicePrincipal(options),
            AuthMode.ManagedIdentity => ManagedIdentity(options),
            AuthMode.WorkloadIdentity => WorkloadIdentity(options),
            AuthMode.TokenFile => TokenFile(options),
            AuthMode.Cli => Cli(options),
            _ => throw new CredentialConfigurationException($"The identity '{options.Mode}' is not supported."),
        };
        if (chosen.Credential is null)
            throw new CredentialConfigurationException(chosen.WhyNot);
        if (options.Mode != AuthMode.Auto)
            LogMessages.SigningIn(_logger, chosen.Description);
        var refreshing = new RefreshingCredential(chosen.Credential, _time, _logger);
        return new SignIn(refreshing, chosen.Credential is AutoCredential auto ? () => auto.Description : () => chosen.Description);
    }

    private CredentialCandidate Auto(CredentialOptions options) => new("auto", new AutoCredential(
        [ServicePrincipal(options), WorkloadIdentity(options), ProbedManagedIdentity(options), Cli(options)], _logger));

    private CredentialCandidate ServicePrincipal(CredentialOptions options)
    {
        string? tenant = options.TenantId ?? _environment("AZURE_TENANT_ID");
        string? client = options.ClientId ?? _environment("AZURE_CLIENT_ID");
        string? secret = Secret(options);
        List<string> missing = [];
        if (string.IsNullOrEmpty(tenant))
            missing.Add("the tenant (--tenant-id or AZURE_TENANT_ID)");
        if (string.IsNullOrEmpty(client))
            missing.Add("the client (--client-id or AZURE_CLIENT_ID)");
        if (string.IsNullOrEmpty(secret))
            missing.Add("the secret (AZFILESMOUNT_CLIENT_SECRET or AZURE_CLIENT_SECRET, or a file of it)");
        if (missing.Count > 0)
            return CredentialCandidate.Impossible("service principal", $"A service principal needs {string.Join(", ", missing)}.");
        var credential = new ClientSecretCredential(tenant, client, secret, Prepare(options, new ClientSecretCredentialOptions()));
        return new CredentialCandidate($"service principal {client} of tenant {tenant}", credential);
    }

    private CredentialCandidate WorkloadIdentity(CredentialOptions options)
    {
        string? tenant = options.TenantId ?? _environment("AZURE_TENANT_ID");
        string? client = options.ClientId ?? _environment("AZURE_CLIENT_ID");
        string? file = _environment("AZURE_FEDERATED_TOKEN_FILE");
        if (string.IsNullOrEmpty(tenant) || string.IsNullOrEmpty(client) || string.IsNullOrEmpty(file))
        {
            return CredentialCandidate.Impossible(
                "workload identity", "A workload identity needs AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE.");
        }

        WorkloadIdentityCredentialOptions settings = Prepare(options, new WorkloadIdentityCredentialOptions());
        (settings.TenantId, settings.ClientId, settings.TokenFilePath) = (tenant, client, file);
        return new CredentialCandidate($"workload identity {client} of tenant {tenant}", new WorkloadIdentityCredential(settings));
    }

    private CredentialCandidate ManagedIdentity(CredentialOptions options)
    {
        string? client = options.ClientId ?? _environment("AZURE_CLIENT_ID");
        ManagedIdentityId id = client is { Length: > 0 }
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned;
        // Its endpoints are plain http on this machine or link-local: neither a proxy nor a CA bundle belongs to them.
        var settings = new ManagedIdentityCredentialOptions(id);
        // Elsewhere than in Azure nothing answers there; the default patience would be minutes.
        settings.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        settings.Retry.MaxRetries = 2;
        var credential = new ManagedIdentityCredential(settings);
        return new CredentialCandidate(
            client is { Length: > 0 } ? $"managed identity {client}" : "managed identity of this machine",
            credential);
    }

    private CredentialCandidate ProbedManagedIdentity(CredentialOptions options)
    {
        CredentialCandidate inner = ManagedIdentity(options);
        bool announced = _environment("IDENTITY_ENDPOINT") is { Length: > 0 } || _environment("MSI_ENDPOINT") is { Length: > 0 };
        return announced ? inner : inner with { Credential = new ProbedManagedIdentityCredential(inner.Credential!) };
    }

    private CredentialCandidate TokenFile(CredentialOptions options) => options.TokenFile is { Length: > 0 } file
        ? new CredentialCandidate($"the token in {file}", new TokenFileCredential(file, _time, _logger))
        : CredentialCandidate.Impossible("token file", "The identity 'token-file' needs the file: --token-file FILE.");

    private static CredentialCandidate Cli(CredentialOptions options)
    {
        var settings = new AzureCliCredentialOptions();
        if (options.TenantId is { Length: > 0 } tenant)
            settings.TenantId = tenant;
        return new CredentialCandidate("the user of the Azure CLI (az login)", new AzureCliCredential(settings));
    }

    private string? Secret(CredentialOptions options) => options.ClientSecretFile is { Length: > 0 } file
        ? SecretFile.Read(file, _logger).Trim()
        : _environment("AZFILESMOUNT_CLIENT_SECRET") is { Length: > 0 } ours ? ours : _environment("AZURE_CLIENT_SECRET");

    private T Prepare<T>(CredentialOptions options, T settings)
        where T : TokenCredentialOptions
    {
        settings.Transport = _transport.Pipeline;
        settings.Diagnostics.IsLoggingContentEnabled = false;
        settings.Diagnostics.IsAccountIdentifierLoggingEnabled = false;
        string? host = options.AuthorityHost?.AbsoluteUri ?? _environment("AZURE_AUTHORITY_HOST");
        if (string.IsNullOrEmpty(host))
            return settings;
        settings.AuthorityHost = Uri.TryCreate(host, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new CredentialConfigurationException($"The sign-in service '{host}' is not an https address.");
        // The public cloud vouches only for Microsoft's own hosts; asking it about another would fail the sign-in.
        bool known = AuthorityHosts.IsKnown(uri);
        if (settings is ClientSecretCredentialOptions secret)
            secret.DisableInstanceDiscovery = !known;
        if (settings is WorkloadIdentityCredentialOptions workload)
            workload.DisableInstanceDiscovery = !known;
        return settings;
    }
}
