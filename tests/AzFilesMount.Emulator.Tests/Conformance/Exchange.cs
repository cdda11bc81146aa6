namespace AzFilesMount.Emulator.Tests.Conformance;

/// <summary>One recorded request with its answer.</summary>
public sealed record Exchange
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public Dictionary<string, string> Query { get; init; } = [];

    public Dictionary<string, string> Headers { get; init; } = [];

    public string? BodyText { get; init; }

    public int? BodyLength { get; init; }

    public required int Status { get; init; }

    public Dictionary<string, string> ResponseHeaders { get; init; } = [];

    public string? ResponseBody { get; init; }

    public int? ResponseBodyLength { get; init; }

    public bool IsShare => Path.Trim('/').Split('/', '%').Length == 1 && QueryValue("restype") == "share";

    public string? QueryValue(string name) => Find(Query, name);

    public string? Header(string name) => Find(Headers, name);

    public string? Answered(string name) => Find(ResponseHeaders, name);

    private static string? Find(Dictionary<string, string> values, string name) =>
        values.FirstOrDefault(v => v.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
