namespace AzFilesMount.FileRest.Credentials;

/// <summary>What the user said about the identity. Holds no secret itself, only where one is.</summary>
public sealed record CredentialOptions
{
    /// <summary>The name of a secret's file that means standard input.</summary>
    public const string StandardInput = "-";

    public AuthMode Mode { get; init; } = AuthMode.Auto;

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A file that holds the client secret; null takes AZFILESMOUNT_CLIENT_SECRET or AZURE_CLIENT_SECRET.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>A PEM or PFX file with certificate and private key, instead of a secret.</summary>
    public string? Certificate { get; init; }

    /// <summary>A file that holds the certificate's password; null takes AZFILESMOUNT_CERTIFICATE_PASSWORD.</summary>
    public string? CertificatePasswordFile { get; init; }

    /// <summary>The Azure resource id of a user-assigned managed identity.</summary>
    public string? IdentityResourceId { get; init; }

    /// <summary>The object id of a user-assigned managed identity.</summary>
    public string? IdentityObjectId { get; init; }

    /// <summary>The sign-in service; null is the public one, or AZURE_AUTHORITY_HOST.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>A file that holds an access token, for <see cref="AuthMode.TokenFile"/>.</summary>
    public string? TokenFile { get; init; }
}
