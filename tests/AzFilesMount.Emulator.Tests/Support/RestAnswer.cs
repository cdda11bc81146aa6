using System.Text;
using System.Xml.Linq;

namespace AzFilesMount.Emulator.Tests.Support;

/// <summary>An answer, read to its end.</summary>
public sealed record RestAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Code => Header("x-ms-error-code");

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public XElement Xml => XDocument.Parse(Text.TrimStart('\uFEFF')).Root!;

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    public static async Task<RestAnswer> ReadAsync(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
            headers[name] = string.Join(", ", values);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            headers[name] = string.Join(", ", values);
        return new RestAnswer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }
}
