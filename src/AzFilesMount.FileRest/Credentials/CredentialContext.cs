using AzFilesMount.FileRest.Http;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>What every way to sign in is made from: the user's options and this process's surroundings.</summary>
internal sealed record CredentialContext
{
    public required CredentialOptions Options { get; init; }

    public required HttpTransport Transport { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>Says something to the person who is to sign in.</summary>
    public required Action<string> Prompt { get; init; }

    public string? TenantId => Options.TenantId ?? Variable("AZURE_TENANT_ID");

    public string? ClientId => Options.ClientId ?? Variable("AZURE_CLIENT_ID");

    /// <summary>An environment variable; an empty one counts as absent.</summary>
    public string? Variable(string name) => Environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>The settings that all identities share: connections, silence about secrets, the sign-in service.</summary>
    /// <exception cref="CredentialConfigurationException">The sign-in service's address is no https address.</exception>
    public T Prepare<T>(T settings)
        where T : TokenCredentialOptions
    {
        settings.Transport = Transport.Pipeline;
        settings.Diagnostics.IsLoggingContentEnabled = false;
        settings.Diagnostics.IsAccountIdentifierLoggingEnabled = false;
        if ((Options.AuthorityHost?.AbsoluteUri ?? Variable("AZURE_AUTHORITY_HOST")) is not { } host)
            return settings;
        settings.AuthorityHost = Uri.TryCreate(host, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new CredentialConfigurationException($"The sign-in service '{host}' is not an https address.");
        // The public cloud vouches only for Microsoft's own hosts; asking it about another would fail the sign-in.
        if (!AuthorityHosts.IsKnown(uri))
            DisableInstanceDiscovery(settings);
        return settings;
    }

    private static void DisableInstanceDiscovery(TokenCredentialOptions settings)
    {
        switch (settings)
        {
            case ClientSecretCredentialOptions secret:
                secret.DisableInstanceDiscovery = true;
                break;
            case ClientCertificateCredentialOptions certificate:
                certificate.DisableInstanceDiscovery = true;
                break;
            case WorkloadIdentityCredentialOptions workload:
                workload.DisableInstanceDiscovery = true;
                break;
            case DeviceCodeCredentialOptions device:
                device.DisableInstanceDiscovery = true;
                break;
            case InteractiveBrowserCredentialOptions browser:
                browser.DisableInstanceDiscovery = true;
                break;
        }
    }
}
