using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>Ways in which a person signs in: in a browser, with a code on another device, or before, with the Azure CLI.</summary>
internal static class People
{
    private const string MountAgain = "sign in by mounting again";

    public static CredentialCandidate Cli(CredentialContext context)
    {
        var settings = new AzureCliCredentialOptions();
        if (context.Options.TenantId is { Length: > 0 } tenant)
            settings.TenantId = tenant;
        return new CredentialCandidate("the user of the Azure CLI (az login)", new AzureCliCredential(settings))
        {
            Remedy = "run: az login",
        };
    }

    public static CredentialCandidate DeviceCode(CredentialContext context)
    {
        DeviceCodeCredentialOptions settings = context.Prepare(new DeviceCodeCredentialOptions
        {
            DisableAutomaticAuthentication = true,
            DeviceCodeCallback = (code, _) =>
            {
                context.Prompt(code.Message);
                return Task.CompletedTask;
            },
        });
        settings.TenantId = context.Options.TenantId;
        if (context.Options.ClientId is { } client)
            settings.ClientId = client;
        var credential = new DeviceCodeCredential(settings);
        return new CredentialCandidate(
            "a person, with a device code", new PersonCredential(credential, credential.AuthenticateAsync))
        {
            Remedy = MountAgain,
        };
    }

    public static CredentialCandidate Browser(CredentialContext context)
    {
        InteractiveBrowserCredentialOptions settings = context.Prepare(
            new InteractiveBrowserCredentialOptions { DisableAutomaticAuthentication = true });
        settings.TenantId = context.Options.TenantId;
        if (context.Options.ClientId is { } client)
            settings.ClientId = client;
        var credential = new InteractiveBrowserCredential(settings);
        return new CredentialCandidate(
            "a person, in the browser",
            new PersonCredential(credential, (request, cancellationToken) =>
            {
                context.Prompt("Sign in with the browser window that opens now.");
                return credential.AuthenticateAsync(request, cancellationToken);
            }))
        {
            Remedy = MountAgain,
        };
    }
}
