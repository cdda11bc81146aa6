using Azure;
using Azure.Storage.Files.Shares;

namespace AzFilesMount.FileRest.Store;

/// <summary>Which service version to speak, and how to see that a server does not speak it.</summary>
internal static class ServiceVersions
{
    /// <summary>The version to step down to: the oldest that lets a token ask for a share's quota and use.</summary>
    public const ShareClientOptions.ServiceVersion Fallback = ShareClientOptions.ServiceVersion.V2024_11_04;

    public static ShareClientOptions.ServiceVersion Newest => Enum.GetValues<ShareClientOptions.ServiceVersion>().Max();

    public static ShareClientOptions.ServiceVersion Parse(string text)
    {
        string name = $"V{text.Replace('-', '_')}";
        return Enum.TryParse(name, out ShareClientOptions.ServiceVersion version)
            ? version
            : throw new ArgumentException($"Service version '{text}' is unknown; the newest this client speaks is {Text(Newest)}.");
    }

    public static string Text(ShareClientOptions.ServiceVersion version) => version.ToString()[1..].Replace('_', '-');

    /// <summary>
    /// The refusal of a version is 400 InvalidHeaderValue that names x-ms-version. An answer to HEAD has no body to name it, so
    /// there the bare code counts: a second version costs one request, believing in a bad header would cost the mount.
    /// </summary>
    public static bool IsRefused(RequestFailedException e)
    {
        if (e.Status != 400 || e.ErrorCode is not ("InvalidHeaderValue" or "UnsupportedHeader"))
            return false;
        if (e.Data["HeaderName"] is string header)
            return header.Equals("x-ms-version", StringComparison.OrdinalIgnoreCase);
        bool hasBody = e.GetRawResponse()?.ContentStream is { CanSeek: true, Length: > 0 };
        return !hasBody || e.Message.Contains("version", StringComparison.OrdinalIgnoreCase);
    }
}
