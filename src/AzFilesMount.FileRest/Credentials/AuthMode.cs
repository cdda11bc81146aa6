namespace AzFilesMount.FileRest.Credentials;

/// <summary>Who signs in. Values are not stored; names are the words of --auth without hyphens.</summary>
public enum AuthMode
{
    /// <summary>The first that is set up: environment, workload identity, managed identity, Azure CLI.</summary>
    Auto,
    ServicePrincipal,
    ManagedIdentity,
    TokenFile,
    WorkloadIdentity,
    Cli,
    Environment,
}
