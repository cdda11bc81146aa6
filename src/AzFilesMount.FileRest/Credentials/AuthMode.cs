namespace AzFilesMount.FileRest.Credentials;

/// <summary>Who signs in. Values are not stored; names are the words of --auth without hyphens.</summary>
public enum AuthMode
{
    /// <summary>The first that is set up: service principal, workload identity, managed identity, Azure CLI.</summary>
    Auto,
    ServicePrincipal,
    ManagedIdentity,
    TokenFile,
    WorkloadIdentity,
    Cli,

    /// <summary>A service principal by the AZURE_ variables alone.</summary>
    Environment,
    DeviceCode,
    Browser,
}
