using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Finds the file that a copy is to be made of. Only this account can be reached: other addresses are a source that does not answer.</summary>
internal static class CopySource
{
    public const string Header = "x-ms-copy-source";
    public const string Authorization = "x-ms-copy-source-authorization";

    public static Entry Find(OperationContext context)
    {
        var text = context.Required(Header);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            throw RequestFaults.InvalidHeader(Header, text);
        var names = SourceUrl.NamesInAccount(context, url, text);
        if (names is not { Length: > 1 })
            throw Unverified(500, 0);
        try
        {
            var path = NameRules.Accept(names[1..], context.Flag(WireHeaders.SourceAllowTrailingDot));
            return context.Account.Find(names[0], Snapshot(url)).FindFile(path);
        }
        catch (ServiceFault fault) when (fault.Status is 404 or 409)
        {
            throw Unverified(404, 404);
        }
    }

    public static ServiceFault Unverified(int status, int sourceStatus)
    {
        var text = sourceStatus.ToString(CultureInfo.InvariantCulture);
        return new ServiceFault(status, "CannotVerifyCopySource", "Could not verify the copy source within the specified time.")
            .With("CopySourceStatusCode", text)
            .WithHeader("x-ms-copy-source-status-code", text);
    }

    private static DateTime? Snapshot(Uri url)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query);
        if (!query.TryGetValue("sharesnapshot", out var text))
            return null;
        return WireTime.TryParse(text.ToString(), out var instant) ? instant : throw Unverified(404, 404);
    }
}
