using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Identity;

/// <summary>Bearer tokens that a mount must refuse or keep to itself.</summary>
internal static class Token
{
    /// <summary>A genuine token for another service if the emulator's authority gives one, else one with the audience changed.</summary>
    public static string ForOtherAudience(ReadyFile ready) =>
        Request(ready, "https://management.azure.com/.default") ?? Altered(ready.Tokens.Contributor, "aud", "https://management.azure.com");

    /// <summary>The token with one claim replaced; its signature no longer fits.</summary>
    public static string Altered(string token, string claim, JsonNode value)
    {
        string[] parts = token.Split('.');
        JsonObject payload = JsonNode.Parse(Decode(parts[1]))!.AsObject();
        payload[claim] = value;
        return $"{parts[0]}.{Encode(payload.ToJsonString())}.{parts[2]}";
    }

    /// <summary>Pieces of the emulator's secrets that may appear nowhere: long enough to be no accident.</summary>
    public static IEnumerable<string> Traces(ReadyFile ready)
    {
        yield return ready.ClientSecret;
        foreach (string token in (string[])[ready.Tokens.Contributor, ready.Tokens.Reader])
        {
            string[] parts = token.Split('.');
            yield return parts[1];
            yield return parts[2][..24];
        }
    }

    private static string? Request(ReadyFile ready, string scope)
    {
        using HttpClient client = ClientFor(ready);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ready.ClientId,
            ["client_secret"] = ready.ClientSecret,
            ["scope"] = scope,
        });
        using HttpRequestMessage request = new(HttpMethod.Post, $"{ready.Authority.TrimEnd('/')}/{ready.TenantId}/oauth2/v2.0/token")
        {
            Content = form,
        };
        using HttpResponseMessage response = client.Send(request);
        if (!response.IsSuccessStatusCode)
            return null;
        using StreamReader reader = new(response.Content.ReadAsStream());
        return JsonNode.Parse(reader.ReadToEnd())?["access_token"]?.GetValue<string>();
    }

    private static HttpClient ClientFor(ReadyFile ready)
    {
        X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(ready.CaCertificate);
        SocketsHttpHandler handler = new();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return new HttpClient(handler);
    }

    private static string Decode(string part)
    {
        string padded = part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=');
        return Encoding.UTF8.GetString(Convert.FromBase64String(padded));
    }

    private static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
