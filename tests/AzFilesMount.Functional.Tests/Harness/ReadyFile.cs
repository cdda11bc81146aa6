using System.Text.Json;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>What the emulator writes once it listens.</summary>
public sealed record ReadyFile(
    string Endpoint, string Account, IReadOnlyList<string> Shares, string CaCertificate, string Authority, string TenantId, string ClientId,
    string ClientSecret, ReadyTokens Tokens, int Pid)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public Uri EndpointUri => new(Endpoint);

    public static ReadyFile? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadyFile>(File.ReadAllText(path), Format);
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return null;
        }
    }
}
