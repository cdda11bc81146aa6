using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>A workload whose platform, such as Kubernetes, vouches for it with a token in a file.</summary>
internal static class WorkloadIdentities
{
    private const string FileVariable = "AZURE_FEDERATED_TOKEN_FILE";

    public static CredentialCandidate Create(CredentialContext context)
    {
        (string What, string? Value)[] needs =
        [
            ("the tenant (--tenant-id or AZURE_TENANT_ID)", context.TenantId),
            ("the client (--client-id or AZURE_CLIENT_ID)", context.ClientId),
            ($"the platform's token ({FileVariable})", context.Variable(FileVariable)),
        ];
        string[] missing = [.. needs.Where(need => string.IsNullOrEmpty(need.Value)).Select(need => need.What)];
        if (missing.Length > 0)
            return CredentialCandidate.Impossible("workload identity", $"A workload identity needs {string.Join(", ", missing)}.");
        WorkloadIdentityCredentialOptions settings = context.Prepare(new WorkloadIdentityCredentialOptions());
        (settings.TenantId, settings.ClientId) = (context.TenantId, context.ClientId);
        settings.TokenFilePath = context.Variable(FileVariable);
        return new CredentialCandidate(
            $"workload identity {context.ClientId} of tenant {context.TenantId}", new WorkloadIdentityCredential(settings));
    }
}
