using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

public sealed class TokenEndpointTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly ReadyInfo _ready = fixture.Emulator.Server.Ready;

    [Fact]
    public async Task AzureIdentity_SignsInUnmodified()
    {
        using var handler = fixture.Emulator.CreateHandler();
        using var http = new HttpClient(handler);
        var credential = new ClientSecretCredential(_ready.TenantId, _ready.ClientId, _ready.ClientSecret, new ClientSecretCredentialOptions
        {
            AuthorityHost = new Uri(_ready.Authority),
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(http),
        });
        var token = await credential.GetTokenAsync(new TokenRequestContext(["https://storage.azure.com/.default"]), CancellationToken.None);
        Assert.InRange(token.ExpiresOn - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));
        Assert.Equal(200, (await fixture.Emulator.ClientWith(token.Token).GetAsync("/share?restype=directory")).Status);
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("client_id", "11111111-1111-1111-1111-111111111111", 400, "unauthorized_client")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("scope", "openid", 400, "invalid_scope")]
    public async Task BadRequests_AreRefusedAsTheAuthorityDoes(string field, string value, int status, string error)
    {
        var (answered, body) = await PostAsync(_ready.TenantId, (field, value));
        Assert.Equal((status, error), (answered, body.GetProperty("error").GetString()));
        Assert.StartsWith("AADSTS", body.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownTenant_IsRefused()
    {
        var (status, body) = await PostAsync(Guid.NewGuid().ToString());
        Assert.Equal((400, "invalid_request"), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Discovery_LeadsToTokenAndKeys()
    {
        using var http = new HttpClient(fixture.Emulator.CreateHandler());
        var discovery = await http.GetStringAsync(new Uri($"{_ready.Authority}common/discovery/instance?api-version=1.1&authorization_endpoint=x"));
        var configuration = JsonDocument.Parse(await http.GetStringAsync(new Uri(JsonDocument.Parse(discovery).RootElement.GetProperty("tenant_discovery_endpoint").GetString()!)));
        Assert.Equal($"{_ready.Authority}{_ready.TenantId}/oauth2/v2.0/token", configuration.RootElement.GetProperty("token_endpoint").GetString());
        var keys = JsonDocument.Parse(await http.GetStringAsync(new Uri(configuration.RootElement.GetProperty("jwks_uri").GetString()!)));
        var key = keys.RootElement.GetProperty("keys")[0];
        Assert.Equal("RSA", key.GetProperty("kty").GetString());
        Assert.False(key.TryGetProperty("d", out _));
    }

    [Fact]
    public async Task AccountScope_GivesAccountAudience()
    {
        var (status, body) = await PostAsync(_ready.TenantId, ("scope", "https://azfilesdemo.file.core.windows.net/.default"));
        Assert.Equal(200, status);
        Assert.Equal(404, (await fixture.Emulator.ClientWith(body.GetProperty("access_token").GetString()).GetAsync("/share/f")).Status);
    }

    private async Task<(int Status, JsonElement Body)> PostAsync(string tenant, params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _ready.ClientId,
            ["client_secret"] = _ready.ClientSecret,
            ["scope"] = "https://storage.azure.com/.default",
        };
        foreach (var (name, value) in changes)
            form[name] = value;
        using var http = new HttpClient(fixture.Emulator.CreateHandler());
        using var answer = await http.PostAsync(new Uri($"{_ready.Authority}{tenant}/oauth2/v2.0/token"), new FormUrlEncodedContent(form));
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
