using AzFilesMount.FileRest.Credentials;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Session;

/// <summary>What the sign-in takes of a mount's options.</summary>
public static class IdentitySettings
{
    public static CredentialOptions From(MountOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CredentialOptions
        {
            Mode = Enum.Parse<AuthMode>(options.Auth.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            TenantId = options.TenantId,
            ClientId = options.ClientId,
            ClientSecretFile = options.ClientSecretFile,
            Certificate = options.Certificate,
            CertificatePasswordFile = options.CertificatePasswordFile,
            IdentityResourceId = options.IdentityResourceId,
            IdentityObjectId = options.IdentityObjectId,
            AuthorityHost = options.AuthorityHost ?? AzureCloud.Find(options.Cloud)?.AuthorityHost,
            TokenFile = options.TokenFile,
        };
    }
}
