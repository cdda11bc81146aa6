using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Reads URLs that requests hold: of what is renamed or copied.</summary>
internal static class SourceUrl
{
    /// <summary>Share and names below it, or null where the URL leads to another account.</summary>
    public static string[]? NamesInAccount(OperationContext context, Uri url, string text)
    {
        var names = RequestTarget.Decode(PathOf(text));
        if (url.Host.StartsWith($"{context.Account.Name}.file.", StringComparison.OrdinalIgnoreCase))
            return names;
        var isHere = url.IsLoopback || url.Host.Equals(context.Http.Request.Host.Host, StringComparison.OrdinalIgnoreCase);
        return isHere && names.Length > 0 && names[0] == context.Account.Name ? names[1..] : null;
    }

    /// <summary>The path as sent: a parsed address would have lost dots and encoded slashes.</summary>
    private static string PathOf(string url)
    {
        var start = url.IndexOf('/', url.IndexOf("//", StringComparison.Ordinal) + 2);
        if (start < 0)
            return "";
        var end = url.IndexOf('?', start);
        return end < 0 ? url[start..] : url[start..end];
    }
}
