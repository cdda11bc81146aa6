namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>A request as it went out. <paramref name="Index"/> counts from 0.</summary>
internal sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Index)
{
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
