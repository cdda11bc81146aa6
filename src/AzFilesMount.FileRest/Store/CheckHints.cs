using AzFilesMount.Core;
using AzFilesMount.FileRest.Credentials;

namespace AzFilesMount.FileRest.Store;

/// <summary>What a user can do about each reason for which a share cannot be used.</summary>
internal static class CheckHints
{
    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(5);

    public static string For(FsError error, FileRestStoreOptions options, TimeSpan? skew)
    {
        if (error.Status is FsStatus.NotAuthenticated or FsStatus.AccessDenied && skew > TolerableSkew)
            return $"This machine's clock is {(int)skew.Value.TotalMinutes} minutes away from the service's; set it right.";
        string host = options.ShareUri.Authority;
        return error.Status switch
        {
            FsStatus.AccessDenied => Role(options.ShareUri, write: true),
            FsStatus.NotAuthenticated when error.ServiceCode is "InvalidAuthenticationInfo" =>
                "The token is expired or made for another audience than https://storage.azure.com; sign in again or check the token file.",
            FsStatus.NotAuthenticated when error.ServiceCode is not null => "Sign in again: the service refuses the token.",
            FsStatus.NotAuthenticated => SignInHints.For(error.Message) ??
                "Sign in (az login), or choose another identity with --auth; `azfilesmount doctor` shows each step.",
            FsStatus.ShareNotFound => "Check the spelling of account and share.",
            FsStatus.NotFound or FsStatus.ParentNotFound or FsStatus.NotDirectory => "Check the directory's spelling, or create it first.",
            FsStatus.Offline when IsProxy(error.Message) =>
                "Check --proxy and HTTPS_PROXY; if the proxy wants a password, set HTTPS_PROXY=http://user:password@host:port.",
            FsStatus.Offline when IsTls(error.Message) =>
                $"If {(error.Message.Contains("sign-in", StringComparison.Ordinal) ? "it" : host)} has a certificate of a private "
                + "authority, give its PEM file with --ca-bundle.",
            FsStatus.Offline => $"Check the account's name, the network, the proxy (HTTPS_PROXY) and the firewall of {host}.",
            FsStatus.TimedOut =>
                $"Check that {host} can be reached on port {options.ShareUri.Port}, perhaps through a proxy (HTTPS_PROXY).",
            FsStatus.Busy => "The service is busy; try again in a moment.",
            FsStatus.NotSupported or FsStatus.BadArgument =>
                "The service does not understand this client; check that the address is Azure Files.",
            _ => "",
        };
    }

    /// <summary>The role that is missing and the line that grants it.</summary>
    public static string Role(Uri share, bool write)
    {
        string role = write ? "Storage File Data Privileged Contributor" : "Storage File Data Privileged Reader";
        string account = share.Host.Split('.')[0];
        return $"The identity needs the role \"{role}\" (or \"Storage File Data Privileged Reader\" to read only): "
            + $"az role assignment create "
            + $"--role \"{role}\" --assignee <object-id> --scope $(az storage account show --name {account} --query id --output tsv). "
            + "A new assignment takes some minutes.";
    }

    private static bool IsProxy(string message) => message.Contains("proxy tunnel", StringComparison.OrdinalIgnoreCase);

    private static bool IsTls(string message) =>
        message.Contains("TLS", StringComparison.Ordinal) || message.Contains("certificate", StringComparison.OrdinalIgnoreCase);
}
