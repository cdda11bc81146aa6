namespace AzFilesMount.Emulator;

/// <summary>
/// Everything a client needs to use a running emulator; the content of the ready file. Names and camel case are a contract with scripts.
/// </summary>
public sealed record ReadyInfo
{
    /// <summary>Path-style address of the account, without a trailing slash.</summary>
    public required string Endpoint { get; init; }

    public required string Account { get; init; }

    public required IReadOnlyList<string> Shares { get; init; }

    /// <summary>Path of the certificate (PEM) of the authority that issued the server's certificate.</summary>
    public required string CaCertificate { get; init; }

    /// <summary>Authority host to give to Azure.Identity.</summary>
    public required string Authority { get; init; }

    public required string TenantId { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>Path of the client's certificate with its key (PEM), which signs in in place of the secret.</summary>
    public string ClientCertificate { get; init; } = "";

    /// <summary>Path of the token that signs a workload in; goes into AZURE_FEDERATED_TOKEN_FILE.</summary>
    public string FederatedTokenFile { get; init; } = "";

    /// <summary>Goes into IDENTITY_ENDPOINT, as App Service has it.</summary>
    public string IdentityEndpoint { get; init; } = "";

    /// <summary>Goes into IDENTITY_HEADER.</summary>
    public string IdentityHeader { get; init; } = "";

    public required ReadyTokens Tokens { get; init; }

    public required int Pid { get; init; }

    /// <summary>Keeps secret and tokens out of whatever prints the record.</summary>
    public override string ToString() => $"{Endpoint} (pid {Pid})";
}
