using Azure.Core;
using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>The identity that Azure gave to the machine or service on which this runs.</summary>
internal static class ManagedIdentities
{
    public static CredentialCandidate Create(CredentialContext context)
    {
        (ManagedIdentityId id, string description) = Choose(context);
        // Its endpoints are plain http on this machine or link-local: neither a proxy nor a CA bundle belongs to them.
        var settings = new ManagedIdentityCredentialOptions(id);
        // Elsewhere than in Azure nothing answers there; the default patience would be minutes.
        settings.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        settings.Retry.MaxRetries = 2;
        return new CredentialCandidate(description, new ManagedIdentityCredential(settings));
    }

    /// <summary>For a search: found out quickly where there is none.</summary>
    public static CredentialCandidate Probed(CredentialContext context)
    {
        CredentialCandidate inner = Create(context);
        bool announced = context.Variable("IDENTITY_ENDPOINT") is not null || context.Variable("MSI_ENDPOINT") is not null;
        return announced ? inner : inner with { Credential = new ProbedManagedIdentityCredential(inner.Credential!) };
    }

    private static (ManagedIdentityId Id, string Description) Choose(CredentialContext context)
    {
        CredentialOptions options = context.Options;
        string?[] given = [options.ClientId, options.IdentityResourceId, options.IdentityObjectId];
        if (given.Count(value => value is { Length: > 0 }) > 1)
        {
            throw new CredentialConfigurationException(
                "A managed identity is named once: by --client-id, --identity-resource-id or --identity-object-id.");
        }

        if (options.IdentityResourceId is { Length: > 0 } resource)
            return (ManagedIdentityId.FromUserAssignedResourceId(Parse(resource)), $"managed identity {resource}");
        if (options.IdentityObjectId is { Length: > 0 } objectId)
            return (ManagedIdentityId.FromUserAssignedObjectId(objectId), $"managed identity of object {objectId}");
        return context.ClientId is { } client
            ? (ManagedIdentityId.FromUserAssignedClientId(client), $"managed identity {client}")
            : (ManagedIdentityId.SystemAssigned, "managed identity of this machine");
    }

    private static ResourceIdentifier Parse(string text) =>
        ResourceIdentifier.TryParse(text, out ResourceIdentifier? id) && id?.SubscriptionId is not null
            ? id
            : throw new CredentialConfigurationException(
                $"'{text}' is not an Azure resource id; az identity show --query id prints it.");
}
