using System.Text.RegularExpressions;
using System.Xml.Linq;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests.Conformance;

/// <summary>Compares an answer with the recorded one: exactly where the service never varies, by form where it does.</summary>
internal static class Comparison
{
    private static readonly string[] Envelope =
    [
        "date", "server", "vary", "transfer-encoding", "x-ms-request-id", "x-ms-client-request-id", "x-ms-version", "content-length",
    ];

    private static readonly Dictionary<string, Regex> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["etag"] = new("^\"0x[0-9A-F]{15}\"$"),
        ["last-modified"] = new(@"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$"),
        ["x-ms-file-creation-time"] = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$"),
        ["x-ms-file-last-write-time"] = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$"),
        ["x-ms-file-change-time"] = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$"),
        ["x-ms-snapshot"] = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.0{7}Z$"),
        ["x-ms-file-id"] = new(@"^\d{1,20}$"),
        ["x-ms-file-parent-id"] = new(@"^\d{1,20}$"),
        ["x-ms-file-permission-key"] = new(@"^\d+\*\d+$"),
        ["x-ms-lease-id"] = new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ["content-md5"] = new("^[A-Za-z0-9+/]{22}==$"),
        ["x-ms-copy-id"] = new("^[0-9a-f-]{36}$"),
    };

    public static void Check(string where, Exchange exchange, RestAnswer answer, string sharePrefix)
    {
        Assert.True(exchange.Status == answer.Status, $"{where}: status {answer.Status}, recorded {exchange.Status}. {answer.Text}");
        Same(where, "x-ms-error-code", exchange.Answered("x-ms-error-code"), answer.Code);
        foreach (var (name, recorded) in exchange.ResponseHeaders)
            CheckHeader(where, name, recorded, answer.Header(name));
        CheckNothingAdded(where, exchange, answer);
        if (exchange.Method == "HEAD" || exchange.ResponseBodyLength is not null)
            Same(where, "length", exchange.Answered("content-length"), answer.Header("content-length"));
        if (exchange.ResponseBody is { } body)
            CheckBody(where, body, answer, sharePrefix);
    }

    private static void CheckHeader(string where, string name, string recorded, string? own)
    {
        if (Envelope.Contains(name, StringComparer.OrdinalIgnoreCase))
            return;
        Assert.True(own is not null, $"{where}: header {name} is missing.");
        if (Forms.TryGetValue(name, out var form))
            Assert.True(form.IsMatch(own), $"{where}: header {name} has the value '{own}', recorded '{recorded}'.");
        else
            Same(where, name, recorded, own);
    }

    /// <summary>The time of the last write was not answered yet by the oldest versions.</summary>
    private static void CheckNothingAdded(string where, Exchange exchange, RestAnswer answer)
    {
        foreach (var name in answer.Headers.Keys.Where(n => n.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase)))
        {
            var isKnown = Envelope.Contains(name, StringComparer.OrdinalIgnoreCase) || exchange.Answered(name) is not null;
            Assert.True(isKnown || name == "x-ms-file-last-write-time", $"{where}: header {name} was never sent by the service.");
        }
    }

    private static void CheckBody(string where, string recorded, RestAnswer answer, string sharePrefix)
    {
        if (!recorded.Contains("<?xml", StringComparison.Ordinal))
        {
            Same(where, "body", recorded, answer.Text);
            return;
        }

        Assert.True(recorded.StartsWith('\uFEFF') == answer.Text.StartsWith('\uFEFF'), $"{where}: the byte order mark differs.");
        XmlComparison.Check(where, XDocument.Parse(Unmask(recorded)).Root!, answer.Xml, sharePrefix);
    }

    /// <summary>Request id and time were masked in a way that is not XML.</summary>
    private static string Unmask(string body) => body
        .TrimStart('\uFEFF')
        .Replace("<id>", "id", StringComparison.Ordinal)
        .Replace("<time>", "time", StringComparison.Ordinal);

    private static void Same(string where, string what, string? recorded, string? own) =>
        Assert.True(recorded == own, $"{where}: {what} is '{own}', recorded '{recorded}'.");
}
