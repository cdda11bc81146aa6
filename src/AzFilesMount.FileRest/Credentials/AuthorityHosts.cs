namespace AzFilesMount.FileRest.Credentials;

/// <summary>The sign-in services that Microsoft itself runs.</summary>
internal static class AuthorityHosts
{
    private static readonly string[] Known =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn",
        "login.partner.microsoftonline.cn", "login.windows.net"];

    public static bool IsKnown(Uri host) => Known.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
}
