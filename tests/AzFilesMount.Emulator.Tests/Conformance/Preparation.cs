using System.Text;
using System.Xml.Linq;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests.Conformance;

/// <summary>Makes what a recording takes for granted because the exchange that made it was left out.</summary>
internal sealed class Preparation(RestClient client, Func<string, string> ownPath)
{
    public async Task BeforeAsync(Exchange exchange, bool isPartial)
    {
        var names = exchange.Path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim('/').Split('/');
        if (!exchange.IsShare && exchange.Answered("x-ms-error-code") != "ShareNotFound")
            await client.PutAsync($"{ownPath(names[0])}?restype=share");
        if (!isPartial || exchange.Status >= 400)
            return;
        for (var depth = 2; depth < names.Length; depth++)
            await client.PutAsync($"{ownPath(string.Join('/', names[..depth]))}?restype=directory");
        if (exchange.QueryValue("comp") == "list")
            await MakeListedAsync(exchange);
    }

    /// <summary>Creation fails where the entry exists, which is as good.</summary>
    private async Task MakeListedAsync(Exchange exchange)
    {
        await client.PutAsync($"{ownPath(exchange.Path)}?restype=directory");
        if (exchange.QueryValue("sharesnapshot") is not null)
            return;
        var listing = XDocument.Parse(exchange.ResponseBody!.TrimStart('\uFEFF')).Root!;
        foreach (var entry in listing.Element("Entries")!.Elements())
            await MakeAsync($"{ownPath(exchange.Path)}/{entry.Element("Name")!.Value}", entry.Element("Properties")!.Element("Content-Length")?.Value);
        if (listing.Element("NextMarker")!.Value is { Length: > 0 } marker)
            await MakeAsync($"{ownPath(exchange.Path)}/{Encoding.UTF8.GetString(Convert.FromBase64String(marker.Split('!')[2].Replace('-', '=')))}", null);
    }

    private async Task MakeAsync(string path, string? length)
    {
        if (length is null)
            await client.PutAsync($"{path}?restype=directory");
        else if ((await client.HeadAsync(path)).Status == 404)
            await client.CreateFileAsync(path, long.Parse(length, System.Globalization.CultureInfo.InvariantCulture));
    }
}
