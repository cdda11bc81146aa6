using AzFilesMount.FileRest.Credentials;

namespace AzFilesMount.Mounting.Options;

/// <summary>Which part of which share, and who asks for it.</summary>
internal static class ShareKnobs
{
    internal static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Define.Text("directory", OptionHeading.Share, "path", "Mount this directory of the share instead of its root",
            (options, value) => options with { Directory = value.Trim('/', '\\') }),
        Define.Text("endpoint-suffix", OptionHeading.Share, "suffix",
            "Service suffix for short addresses, such as file.core.windows.net",
            (options, value) => options with { EndpointSuffix = value.TrimStart('.') }),
        Define.Choice("auth", OptionHeading.Identity, "How to sign in; a service should say which",
            [
                "auto", "cli", "managed-identity", "workload-identity", "service-principal", "device-code", "browser", "environment",
                "token-file",
            ],
            "auto", (options, value) => options with { Auth = value }),
        Define.Choice("cloud", OptionHeading.Identity,
            "Which Azure: where to sign in, and how short addresses go on (AZURE_AUTHORITY_HOST, or public)",
            [.. AzureCloud.All.Select(cloud => cloud.Name)], "", (options, value) => options with { Cloud = value }),
        Define.Text("tenant-id", OptionHeading.Identity, "id", "Microsoft Entra tenant",
            (options, value) => options with { TenantId = value }),
        Define.Text("client-id", OptionHeading.Identity, "id", "Application, or user-assigned managed identity",
            (options, value) => options with { ClientId = value }),
        Define.Text("client-secret-file", OptionHeading.Identity, "file",
            "File with the application's secret, - for standard input (or AZFILESMOUNT_CLIENT_SECRET, never a flag)",
            (options, value) => options with { ClientSecretFile = SecretPath(value) }),
        Define.FilePath("certificate", OptionHeading.Identity, "Application's certificate with its private key, PEM or PFX",
            (options, value) => options with { Certificate = value }),
        Define.FilePath("certificate-password-file", OptionHeading.Identity,
            "File with the certificate's password (or AZFILESMOUNT_CERTIFICATE_PASSWORD)",
            (options, value) => options with { CertificatePasswordFile = value }),
        Define.Text("identity-resource-id", OptionHeading.Identity, "id", "User-assigned managed identity by its resource id",
            (options, value) => options with { IdentityResourceId = value }),
        Define.Text("identity-object-id", OptionHeading.Identity, "id", "User-assigned managed identity by its object id",
            (options, value) => options with { IdentityObjectId = value }),
        Define.FilePath("token-file", OptionHeading.Identity, "File with a bearer token, read again when it changes",
            (options, value) => options with { TokenFile = value }),
        HttpUri("authority-host", OptionHeading.Identity, "Sign-in service, where --cloud does not fit",
            (options, value) => options with { AuthorityHost = value }),
    ];

    /// <summary>An absolute http or https address.</summary>
    internal static OptionDefinition HttpUri(
        string name, OptionHeading heading, string help, Func<MountOptions, Uri, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            ValueName = "url",
            Apply = (options, text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
                ? OptionOutcome.Ok(set(options, new Uri(text.Trim())))
                : OptionOutcome.Wrong("is not an http or https address", "write it in full, such as https://host:8080"),
        };

    private static string SecretPath(string text) => text == CredentialOptions.StandardInput ? text : Path.GetFullPath(text);
}
