namespace AzFilesMount.Emulator.Tests.Support;

/// <summary>Sends requests exactly as they are spelled: no product code and no SDK between test and emulator.</summary>
public sealed class RestClient(HttpClient http, string endpoint, string? token)
{
    public const string Version = "2024-11-04";

    public async Task<RestAnswer> SendAsync(
        string method, string path, Dictionary<string, string>? headers = null, byte[]? body = null, Version? httpVersion = null)
    {
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(endpoint.TrimEnd('/') + path, options));
        if (httpVersion is not null)
            (request.Version, request.VersionPolicy) = (httpVersion, HttpVersionPolicy.RequestVersionExact);
        var all = Defaults();
        foreach (var (name, value) in headers ?? [])
            all[name] = value;
        if (method == "PUT" || body is not null)
            request.Content = new ByteArrayContent(body ?? []);
        foreach (var (name, value) in all.Where(h => h.Value.Length > 0))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await RestAnswer.ReadAsync(response);
    }

    public Task<RestAnswer> PutAsync(string path, params (string Name, string Value)[] headers) => SendAsync("PUT", path, ToDictionary(headers));

    public Task<RestAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, ToDictionary(headers));

    public Task<RestAnswer> HeadAsync(string path, params (string Name, string Value)[] headers) => SendAsync("HEAD", path, ToDictionary(headers));

    public Task<RestAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync("DELETE", path, ToDictionary(headers));

    public async Task CreateFileAsync(string path, long length = 0, params (string Name, string Value)[] headers)
    {
        var answer = await PutAsync(path, [("x-ms-type", "file"), ("x-ms-content-length", $"{length}"), .. headers]);
        Assert.Equal((201, null), (answer.Status, answer.Code));
    }

    public async Task CreateDirectoryAsync(string path) => Assert.Equal(201, (await PutAsync($"{path}?restype=directory")).Status);

    public Task<RestAnswer> PutRangeAsync(string path, long offset, byte[] bytes, params (string Name, string Value)[] headers) => SendAsync(
        "PUT",
        $"{path}?comp=range",
        ToDictionary([("x-ms-write", "update"), ("x-ms-range", $"bytes={offset}-{offset + bytes.Length - 1}"), .. headers]),
        bytes);

    public Task<RestAnswer> ClearRangeAsync(string path, long first, long last, params (string Name, string Value)[] headers) =>
        PutAsync($"{path}?comp=range", [("x-ms-write", "clear"), ("x-ms-range", $"bytes={first}-{last}"), .. headers]);

    private static Dictionary<string, string> ToDictionary((string Name, string Value)[] headers) =>
        headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, string> Defaults()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-ms-version"] = Version,
            ["x-ms-file-request-intent"] = "backup",
        };
        if (token is not null)
            headers["Authorization"] = $"Bearer {token}";
        return headers;
    }
}
