using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace AzFilesMount.FileRest.Store;

/// <summary>The steps of reading an address: scheme, host, account, share, directory; the first that fails names the fix.</summary>
internal static class ShareAddressParser
{
    private const string Example = "https://account.file.core.windows.net/share";
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"\\/:|<>*?");

    public static bool TryParse(
        string? text, string suffix, [NotNullWhen(true)] out ShareAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        string given = text?.Trim() ?? "";
        if (!TrySplit(given, out string rest, out bool escaped, out error))
            return false;
        string[] parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return Fail($"'{given}' names no share; write {Example}.", out error);
        if (escaped)
            parts = [parts[0], .. parts[1..].Select(Uri.UnescapeDataString)];
        if (!TryHost(parts, suffix, given, out string host, out string account, out string[] path, out error))
            return false;
        if (path.Length == 0)
            return Fail($"'{given}' names an account but no share; write {host}/<share>.", out error);
        return TryBuild(host, account, path, given, out address, out error);
    }

    private static bool TrySplit(string given, out string rest, out bool escaped, [NotNullWhen(false)] out string? error)
    {
        rest = given.Replace('\\', '/');
        escaped = false;
        error = null;
        if (given.Length == 0)
            return Fail($"The address of the share is missing; write {Example}.", out error);
        int scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return true;
        string name = rest[..scheme].ToLowerInvariant();
        if (name == "http")
            return Fail($"'{Shown(given)}' uses http, and tokens only travel over https; write https:// instead.", out error);
        if (name is not ("https" or "smb" or "azfiles"))
            return Fail($"'{Shown(given)}' uses '{name}'; write {Example}.", out error);
        rest = rest[(scheme + 3)..];
        escaped = name == "https";
        if (escaped && rest.AsSpan().ContainsAny('?', '#'))
            return Fail($"'{Shown(given)}' has a query or SAS, which are not used here; leave out everything from '?' on.", out error);
        return !rest.Split('/')[0].Contains('@', StringComparison.Ordinal)
            || Fail("The address has a user name before '@', which is not used here; leave it out.", out error);
    }

    private static bool TryHost(
        string[] parts,
        string suffix,
        string given,
        out string host,
        out string account,
        out string[] path,
        [NotNullWhen(false)] out string? error)
    {
        host = parts[0].ToLowerInvariant();
        account = host.Split('.', ':')[0];
        path = parts[1..];
        error = null;
        if (!Uri.TryCreate($"https://{host}", UriKind.Absolute, out Uri? uri) || uri.AbsolutePath != "/")
            return Fail($"'{parts[0]}' in '{given}' is neither a host nor an account name; write {Example}.", out error);
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out _) || uri.Host == "localhost")
        {
            // These hosts have no account in their name, so it comes first in the path.
            account = path.Length > 0 ? path[0] : "";
            path = path.Length > 0 ? path[1..] : path;
            host = $"{uri.Authority}/{account}";
            return account.Length > 0 || Fail($"'{given}' names no account; write https://{uri.Authority}/<account>/<share>.", out error);
        }

        if (!host.Contains('.', StringComparison.Ordinal) && !host.Contains(':', StringComparison.Ordinal))
            host = $"{account}.{suffix}";
        return IsAccountName(account)
            || Fail($"'{account}' in '{given}' is no storage account name: 3 to 24 lower-case letters and digits.", out error);
    }

    private static bool TryBuild(
        string host,
        string account,
        string[] path,
        string given,
        [NotNullWhen(true)] out ShareAddress? address,
        [NotNullWhen(false)] out string? error)
    {
        address = null;
        string share = path[0];
        if (!IsShareName(share))
        {
            return Fail(
                $"'{share}' in '{given}' is no share name: 3 to 63 lower-case letters, digits and single hyphens, "
                + "beginning and ending with a letter or digit.",
                out error);
        }

        if (path[1..].Any(part => part is "." or ".." || part.AsSpan().ContainsAny(Forbidden)))
        {
            return Fail(
                $"The directory in '{given}' has a part that a share cannot hold; name it without '.', '..' and \" \\ / : | < > * ?.",
                out error);
        }

        var uri = new Uri($"https://{host}/{share}");
        if (!ShareClients.Understands(uri))
            return Fail($"Port {uri.Port} needs an address by number: https://127.0.0.1:{uri.Port}/{account}/{share}.", out error);
        error = null;
        address = new ShareAddress(uri, account, share, string.Join('/', path[1..]));
        return true;
    }

    private static bool IsAccountName(string name) =>
        name.Length is >= 3 and <= 24 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool IsShareName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-'
        && name[^1] != '-'
        && !name.Contains("--", StringComparison.Ordinal);

    // A query can be a signature: what a user gave is only shown up to it.
    private static string Shown(string given) => given.Split('?', '#')[0];

    private static bool Fail(string message, out string error)
    {
        error = message;
        return false;
    }
}
