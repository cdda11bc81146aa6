using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Reads the URL of what is to be renamed. Only something in the same share can be.</summary>
internal static class RenameSource
{
    public static string[] Read(OperationContext context)
    {
        var text = context.Required(WireHeaders.RenameSource);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            throw RequestFaults.InvalidHeader(WireHeaders.RenameSource, text);
        var names = RequestTarget.Decode(PathOf(text));
        if (!IsHostStyle(context, url))
        {
            if (names.Length == 0 || names[0] != context.Account.Name)
                throw RequestFaults.InvalidHeader(WireHeaders.RenameSource, text);
            names = names[1..];
        }

        if (names.Length == 0 || names[0] != context.Target.Share)
            throw RequestFaults.InvalidHeader(WireHeaders.RenameSource, text);
        return NameRules.Accept(names[1..], context.Flag(WireHeaders.SourceAllowTrailingDot));
    }

    private static bool IsHostStyle(OperationContext context, Uri url) =>
        url.Host.StartsWith($"{context.Account.Name}.file.", StringComparison.OrdinalIgnoreCase);

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
