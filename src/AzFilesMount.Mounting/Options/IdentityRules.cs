namespace AzFilesMount.Mounting.Options;

/// <summary>What each identity needs and what it cannot use. The variables are those that the sign-in itself looks at.</summary>
internal static class IdentityRules
{
    private static readonly string[] SecretVariables =
        ["AZFILESMOUNT_CLIENT_SECRET", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH"];

    internal static IEnumerable<MountFailure> Check(MountOptions options, Predicate<string> isSet) =>
    [
        .. Unused(options),
        .. options.Auth switch
        {
            "token-file" when options.TokenFile is null => [Wrong("--auth token-file needs the file", "add --token-file FILE")],
            "service-principal" => [.. Application(options, isSet), .. Proof(options, isSet)],
            "environment" => [.. Application(options, isSet), .. EnvironmentProof(isSet)],
            "workload-identity" => [.. Application(options, isSet), .. PlatformToken(isSet)],
            "managed-identity" => ManagedIdentity(options),
            _ => [],
        },
    ];

    /// <summary>A setting that would be passed over is more likely a mistake than a wish.</summary>
    private static IEnumerable<MountFailure> Unused(MountOptions options)
    {
        (string Flag, string? Value, string[] UsedBy)[] settings =
        [
            ("--token-file", options.TokenFile, ["token-file"]),
            ("--certificate", options.Certificate, ["service-principal", "auto"]),
            ("--identity-resource-id", options.IdentityResourceId, ["managed-identity", "auto"]),
            ("--identity-object-id", options.IdentityObjectId, ["managed-identity", "auto"]),
        ];
        foreach ((string flag, string? value, string[] usedBy) in settings)
        {
            if (value is not null && !usedBy.Contains(options.Auth))
                yield return Wrong($"{flag} is not used by --auth {options.Auth}", $"use --auth {usedBy[0]}, or leave {flag} out");
        }

        if (options.CertificatePasswordFile is not null && options.Certificate is null)
            yield return Wrong("--certificate-password-file needs the certificate", "add --certificate FILE");
        if (options.Certificate is not null && options.ClientSecretFile is not null)
            yield return Wrong("--certificate and --client-secret-file exclude each other", "keep the certificate");
    }

    private static IEnumerable<MountFailure> Application(MountOptions options, Predicate<string> isSet)
    {
        if (options.TenantId is null && !isSet("AZURE_TENANT_ID"))
            yield return Wrong($"--auth {options.Auth} needs the tenant", "add --tenant-id ID");
        if (options.ClientId is null && !isSet("AZURE_CLIENT_ID"))
            yield return Wrong($"--auth {options.Auth} needs the application", "add --client-id ID");
    }

    private static IEnumerable<MountFailure> Proof(MountOptions options, Predicate<string> isSet)
    {
        if (options.ClientSecretFile is null && options.Certificate is null && !Array.Exists(SecretVariables, isSet))
            yield return Wrong(
                "--auth service-principal needs the application's secret or certificate",
                "add --client-secret-file FILE or --certificate FILE, or set AZFILESMOUNT_CLIENT_SECRET");
    }

    private static IEnumerable<MountFailure> EnvironmentProof(Predicate<string> isSet)
    {
        if (!Array.Exists(SecretVariables, isSet))
            yield return Wrong(
                "--auth environment needs the application's secret or certificate",
                "set AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH");
    }

    private static IEnumerable<MountFailure> PlatformToken(Predicate<string> isSet)
    {
        if (!isSet("AZURE_FEDERATED_TOKEN_FILE"))
            yield return Wrong(
                "--auth workload-identity needs the platform's token",
                "set AZURE_FEDERATED_TOKEN_FILE; in Kubernetes label the pod azure.workload.identity/use=true");
    }

    private static IEnumerable<MountFailure> ManagedIdentity(MountOptions options)
    {
        string?[] names = [options.ClientId, options.IdentityResourceId, options.IdentityObjectId];
        if (names.Count(name => name is not null) > 1)
            yield return Wrong(
                "a managed identity is named twice", "keep one of --client-id, --identity-resource-id and --identity-object-id");
        if (options.IdentityResourceId is { } id && !id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase))
            yield return Wrong(
                $"--identity-resource-id: '{id}' is not a resource id", "take what `az identity show --query id` prints");
    }

    private static MountFailure Wrong(string message, string hint) => new(ExitCode.Usage, message, hint);
}
