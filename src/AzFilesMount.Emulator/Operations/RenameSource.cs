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
        var names = SourceUrl.NamesInAccount(context, url, text);
        if (names is not { Length: > 0 } || names[0] != context.Target.Share)
            throw RequestFaults.InvalidHeader(WireHeaders.RenameSource, text);
        return NameRules.Accept(names[1..], context.Flag(WireHeaders.SourceAllowTrailingDot));
    }
}
