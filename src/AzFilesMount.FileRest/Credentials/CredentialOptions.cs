namespace AzFilesMount.FileRest.Credentials;

/// <summary>What the user said about the identity. Holds no secret itself, only where one is.</summary>
public sealed record CredentialOptions
{
    public AuthMode Mode { get; init; } = AuthMode.Auto;

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A file that holds the client secret; null takes AZFILESMOUNT_CLIENT_SECRET or AZURE_CLIENT_SECRET.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>The sign-in service; null is the public one, or AZURE_AUTHORITY_HOST.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>A file that holds an access token, for <see cref="AuthMode.TokenFile"/>.</summary>
    public string? TokenFile { get; init; }
}
