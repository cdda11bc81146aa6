using System.Text;
using System.Xml.Linq;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests.Conformance;

/// <summary>
/// Sends a recording's requests to the emulator: with a bearer token where a key was used, to shares of its own, and with the ids that the
/// emulator gave where the recording has the service's.
/// </summary>
internal sealed class Replayer(TestEmulator emulator, Recording recording, string sharePrefix)
{
    private const string VersionFloor = "2024-11-04";
    private const string RecordedEndpoint = "https://account.file.core.windows.net";

    private static readonly string[] Carried = ["x-ms-lease-id", "x-ms-snapshot", "x-ms-file-permission-key", "x-ms-copy-id"];
    private static readonly string[] Replaced = ["authorization", "content-length", "x-ms-version", "x-ms-file-request-intent", "host"];

    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        var prepare = new Preparation(emulator.Client, OwnPath);
        for (var i = 0; i < recording.Exchanges.Count; i++)
        {
            var exchange = recording.Exchanges[i];
            if (recording.Partial || i == 0)
                await prepare.BeforeAsync(exchange, recording.Partial);
            var answer = await SendAsync(exchange);
            Comparison.Check($"exchange {i}: {exchange.Method} {exchange.Path}", exchange, answer, sharePrefix);
            Carry(exchange, answer);
        }
    }

    private async Task<RestAnswer> SendAsync(Exchange exchange)
    {
        var query = string.Join('&', exchange.Query.Select(q => $"{q.Key}={Uri.EscapeDataString(Own(q.Value))}"));
        var path = OwnPath(exchange.Path) + (query.Length > 0 ? $"?{query}" : "");
        var client = exchange.Header("authorization") == "none" ? emulator.ClientWith(null) : emulator.Client;
        return await client.SendAsync(exchange.Method, path, Headers(exchange), Body(exchange));
    }

    private Dictionary<string, string> Headers(Exchange exchange)
    {
        var headers = exchange.Headers
            .Where(h => !Replaced.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key, h => Own(h.Value), StringComparer.OrdinalIgnoreCase);
        var version = exchange.Header("x-ms-version") ?? VersionFloor;
        headers["x-ms-version"] = string.CompareOrdinal(version, VersionFloor) < 0 ? VersionFloor : version;
        if (exchange.Header("authorization") == "none")
            headers["x-ms-file-request-intent"] = "";
        if (headers.TryGetValue("x-ms-file-rename-source", out var source))
            headers["x-ms-file-rename-source"] = RenameSource(exchange, source);
        return headers;
    }

    /// <summary>Where the recording hides the source, it is what has the id that the renamed entry shows.</summary>
    private string RenameSource(Exchange exchange, string source)
    {
        var endpoint = emulator.Server.Endpoint.ToString();
        if (source.StartsWith(RecordedEndpoint, StringComparison.Ordinal))
            return endpoint + OwnPath(source[RecordedEndpoint.Length..]);
        var done = recording.Exchanges.SkipWhile(e => e != exchange).First(e => e.QueryValue("comp") == "rename" && e.Status == 200);
        var made = recording.Exchanges.First(e => e.Status == 201 && e.Answered("x-ms-file-id") == done.Answered("x-ms-file-id"));
        return endpoint + OwnPath(made.Path);
    }

    private static byte[]? Body(Exchange exchange)
    {
        if (exchange.BodyText is not null)
            return Encoding.UTF8.GetBytes(exchange.BodyText);
        if (exchange.BodyLength is not { } length)
            return null;
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private string OwnPath(string path) => "/" + sharePrefix + path.TrimStart('/');

    private string Own(string value) => _own.GetValueOrDefault(value, value);

    private void Carry(Exchange exchange, RestAnswer answer)
    {
        foreach (var name in Carried)
        {
            if (exchange.Answered(name) is { } recorded && answer.Header(name) is { } own)
                _own[recorded] = own;
        }

        if (exchange.ResponseBody?.Contains("<NextMarker>", StringComparison.Ordinal) == true)
            _own[XDocument.Parse(exchange.ResponseBody.TrimStart('\uFEFF')).Root!.Element("NextMarker")!.Value] = answer.Xml.Element("NextMarker")!.Value;
    }
}
