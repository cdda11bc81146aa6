namespace AzFilesMount.FileRest.Credentials;

/// <summary>One of the separate Azures: where one signs in there and how its file shares' addresses end.</summary>
/// <param name="Name">The word of --cloud.</param>
/// <param name="AuthorityHost">The sign-in service.</param>
/// <param name="EndpointSuffix">What follows the account in an address.</param>
public sealed record AzureCloud(string Name, Uri AuthorityHost, string EndpointSuffix)
{
    /// <summary>All of them; the first is the one nearly everybody means.</summary>
    public static IReadOnlyList<AzureCloud> All { get; } =
    [
        new("public", new Uri("https://login.microsoftonline.com/"), "file.core.windows.net"),
        new("china", new Uri("https://login.chinacloudapi.cn/"), "file.core.chinacloudapi.cn"),
        new("usgov", new Uri("https://login.microsoftonline.us/"), "file.core.usgovcloudapi.net"),
    ];

    /// <summary>Null for an unknown name.</summary>
    public static AzureCloud? Find(string? name) => All.FirstOrDefault(cloud => cloud.Name == name);
}
