using System.Diagnostics.CodeAnalysis;

namespace AzFilesMount.FileRest.Store;

/// <summary>Where a share is, in whichever of the accepted spellings it was given. Immutable.</summary>
/// <param name="ShareUri">The share itself, without the directory; what <see cref="FileRestStoreOptions.ShareUri"/> takes.</param>
/// <param name="Account">The storage account's name.</param>
/// <param name="Share">The share's name.</param>
/// <param name="Directory">The directory inside the share, unescaped, joined by '/'; empty for the root.</param>
public sealed record ShareAddress(Uri ShareUri, string Account, string Share, string Directory)
{
    /// <summary>The suffix of accounts in the public cloud.</summary>
    public const string DefaultEndpointSuffix = "file.core.windows.net";

    /// <summary>
    /// Reads https://account.file.core.windows.net/share/dir, \\account.file.core.windows.net\share\dir, //account…/share,
    /// account/share/dir, account.file.localhost:port/share and https://127.0.0.1:port/account/share/dir.
    /// </summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What is wrong with it and how to put it right, in one line, without secrets.</param>
    /// <param name="endpointSuffix">What follows a bare account name, for sovereign clouds.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ShareAddress? address,
        [NotNullWhen(false)] out string? error,
        string endpointSuffix = DefaultEndpointSuffix) =>
        ShareAddressParser.TryParse(text, endpointSuffix, out address, out error);

    /// <summary>The whole address as a URL.</summary>
    public override string ToString() => Directory.Length == 0
        ? ShareUri.AbsoluteUri
        : $"{ShareUri.AbsoluteUri}/{string.Join('/', Directory.Split('/').Select(Uri.EscapeDataString))}";
}
