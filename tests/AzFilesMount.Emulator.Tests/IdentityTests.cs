using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Azure.Identity's own credentials, unmodified, sign in to the emulator's authority.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private TestEmulator _emulator = null!;
    private HttpClient _http = null!;

    private ReadyInfo Ready => _emulator.Server.Ready;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TestEmulator.StartAsync();
        _http = new HttpClient(_emulator.CreateHandler());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public Task ClientCertificateCredential_SignsIn() => SignInAsync(new ClientCertificateCredential(
        Ready.TenantId, Ready.ClientId, Ready.ClientCertificate, Configure(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true })));

    [Fact]
    public async Task ClientCertificateCredential_WithAnotherCertificate_IsRefused()
    {
        await using var other = await TestEmulator.StartAsync();
        var credential = new ClientCertificateCredential(
            Ready.TenantId,
            Ready.ClientId,
            other.Server.Ready.ClientCertificate,
            Configure(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true }));
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => SignInAsync(credential));
        Assert.Contains("invalid_client", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public Task WorkloadIdentityCredential_SignsIn() => SignInAsync(new WorkloadIdentityCredential(Configure(new WorkloadIdentityCredentialOptions
    {
        TenantId = Ready.TenantId,
        ClientId = Ready.ClientId,
        TokenFilePath = Ready.FederatedTokenFile,
        DisableInstanceDiscovery = true,
    })));

    [Fact]
    public async Task FederatedToken_OfAnotherIssuer_IsRefused()
    {
        await using var other = await TestEmulator.StartAsync();
        var credential = new WorkloadIdentityCredential(Configure(new WorkloadIdentityCredentialOptions
        {
            TenantId = Ready.TenantId,
            ClientId = Ready.ClientId,
            TokenFilePath = other.Server.Ready.FederatedTokenFile,
            DisableInstanceDiscovery = true,
        }));
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => SignInAsync(credential));
        Assert.Contains("invalid_client", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManagedIdentityCredential_OfAppService_SignsIn()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", Ready.IdentityEndpoint);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", Ready.IdentityHeader);
        try
        {
            await SignInAsync(new ManagedIdentityCredential(Configure(new ManagedIdentityCredentialOptions(ManagedIdentityId.SystemAssigned))));
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    [Fact]
    public async Task Machine_GetsATokenOnlyWithTheMetadataHeader()
    {
        var address = new Uri($"{Ready.Authority}metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://storage.azure.com/");
        using var without = await _http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)without.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Metadata", "true");
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        using var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await CheckAsync(body.RootElement.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task AppService_WithAWrongHeader_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Ready.IdentityEndpoint}?api-version=2019-08-01&resource=https://storage.azure.com/");
        request.Headers.Add("X-IDENTITY-HEADER", "wrong");
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)answer.StatusCode);
    }

    private T Configure<T>(T options)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = new Uri(Ready.Authority);
        options.Transport = new HttpClientTransport(_http);
        options.Retry.MaxRetries = 0;
        return options;
    }

    private async Task SignInAsync(TokenCredential credential)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext(["https://storage.azure.com/.default"]), CancellationToken.None);
        await CheckAsync(token.Token);
    }

    private async Task CheckAsync(string token) =>
        Assert.Equal(200, (await _emulator.ClientWith(token).GetAsync("/share?restype=directory")).Status);
}
