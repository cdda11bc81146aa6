using System.Security.Cryptography.X509Certificates;
using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>An application that proves itself with a secret or a certificate.</summary>
internal static class ServicePrincipals
{
    public static CredentialCandidate Create(CredentialContext context)
    {
        string? certificate = context.Options.Certificate;
        string? secret = certificate is null ? Secret(context) : null;
        // Of the variables the certificate's is the weaker, as in Azure's own tools.
        if (certificate is null && secret is null)
            certificate = context.Variable("AZURE_CLIENT_CERTIFICATE_PATH");
        return Missing(context, secret ?? certificate) is { } missing
            ? CredentialCandidate.Impossible("service principal", missing)
            : new CredentialCandidate(
                $"service principal {context.ClientId} of tenant {context.TenantId}{(certificate is null ? "" : " by certificate")}",
                certificate is null ? BySecret(context, secret) : ByCertificate(context, certificate));
    }

    /// <summary>Flags of files do not count here: whoever says `environment` wants to know that nothing else is used.</summary>
    public static CredentialCandidate FromEnvironment(CredentialContext context) => Create(
        context with { Options = context.Options with { ClientSecretFile = null, Certificate = null, CertificatePasswordFile = null } });

    private static string? Missing(CredentialContext context, string? proof)
    {
        List<string> missing = [];
        if (string.IsNullOrEmpty(context.TenantId))
            missing.Add("the tenant (--tenant-id or AZURE_TENANT_ID)");
        if (string.IsNullOrEmpty(context.ClientId))
            missing.Add("the client (--client-id or AZURE_CLIENT_ID)");
        if (proof is null && context.Options.Mode == AuthMode.Environment)
            missing.Add("a proof (AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH)");
        else if (proof is null)
            missing.Add("a proof (AZFILESMOUNT_CLIENT_SECRET, --client-secret-file FILE or --certificate FILE)");
        return missing.Count > 0 ? $"A service principal needs {string.Join(", ", missing)}." : null;
    }

    private static ClientSecretCredential BySecret(CredentialContext context, string? secret) =>
        new(context.TenantId, context.ClientId, secret, context.Prepare(new ClientSecretCredentialOptions()));

    private static ClientCertificateCredential ByCertificate(CredentialContext context, string file)
    {
        X509Certificate2 certificate = CertificateFile.Load(file, Password(context));
        if (certificate.NotAfter < context.Time.GetUtcNow())
        {
            throw new CredentialConfigurationException(
                $"The certificate '{file}' has expired at {certificate.NotAfter.ToUniversalTime():u}; "
                + "register a new one with the application.");
        }

        // Applications that trust an issuer and a subject rather than one certificate need the chain.
        ClientCertificateCredentialOptions settings = context.Prepare(
            new ClientCertificateCredentialOptions { SendCertificateChain = true });
        return new ClientCertificateCredential(context.TenantId, context.ClientId, certificate, settings);
    }

    private static string? Secret(CredentialContext context) => context.Options.ClientSecretFile switch
    {
        CredentialOptions.StandardInput => StandardInputSecret.Read(),
        { Length: > 0 } file => SecretFile.Read(file, context.Logger).Trim(),
        _ => context.Variable("AZFILESMOUNT_CLIENT_SECRET") ?? context.Variable("AZURE_CLIENT_SECRET"),
    };

    private static string? Password(CredentialContext context) => context.Options.CertificatePasswordFile is { Length: > 0 } file
        ? SecretFile.Read(file, context.Logger).Trim()
        : context.Variable("AZFILESMOUNT_CERTIFICATE_PASSWORD") ?? context.Variable("AZURE_CLIENT_CERTIFICATE_PASSWORD");
}
