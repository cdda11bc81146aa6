using System.Net;
using System.Text;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Core;
using Azure.Identity;

namespace AzFilesMount.FileRest.Tests.Credentials;

public class CredentialFactoryTests
{
    private static readonly TokenRequestContext Context = new(["https://storage.azure.com/.default"]);

    private readonly ListLogger _logger = new();

    [Fact]
    public async Task ServicePrincipal_OwnAuthority_SignsInThereOnly()
    {
        var handler = new ScriptedHandler(_ => Json("""{"token_type":"Bearer","expires_in":3600,"access_token":"the-token"}"""));
        SignIn signIn = Factory(handler, ("AZURE_CLIENT_SECRET", "hush")).Create(new CredentialOptions
        {
            Mode = AuthMode.ServicePrincipal,
            TenantId = "11111111-1111-1111-1111-111111111111",
            ClientId = "22222222-2222-2222-2222-222222222222",
            AuthorityHost = new Uri("https://127.0.0.1:9999/"),
        });
        Assert.Equal("the-token", (await signIn.Credential.GetTokenAsync(Context, default)).Token);
        Assert.All(handler.Requests, r => Assert.Equal("127.0.0.1", r.Uri.Host));
        Assert.Contains("22222222-", signIn.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", signIn.Description + string.Concat(_logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void ServicePrincipal_NothingGiven_NamesAllThatIsMissing()
    {
        CredentialConfigurationException e = Assert.Throws<CredentialConfigurationException>(
            () => Factory(null).Create(new CredentialOptions { Mode = AuthMode.ServicePrincipal }));
        Assert.Contains("AZURE_TENANT_ID", e.Message, StringComparison.Ordinal);
        Assert.Contains("AZURE_CLIENT_ID", e.Message, StringComparison.Ordinal);
        Assert.Contains("AZFILESMOUNT_CLIENT_SECRET", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServicePrincipal_SecretInAFile_IsTrimmed()
    {
        using var file = new TempFile("hush\n");
        var handler = new ScriptedHandler(_ => Json("""{"token_type":"Bearer","expires_in":3600,"access_token":"the-token"}"""));
        SignIn signIn = Factory(handler).Create(new CredentialOptions
        {
            Mode = AuthMode.ServicePrincipal,
            TenantId = "tenant",
            ClientId = "client",
            ClientSecretFile = file.Path,
            AuthorityHost = new Uri("https://127.0.0.1:9999/"),
        });
        await signIn.Credential.GetTokenAsync(Context, default);
        Assert.Contains("client_secret=hush&", Encoding.UTF8.GetString(handler.Requests.Last().Body) + "&", StringComparison.Ordinal);
    }

    [Fact]
    public void AuthorityHost_NotHttps_IsRefused() => Assert.Throws<CredentialConfigurationException>(
        () => Factory(null, ("AZURE_CLIENT_SECRET", "s"), ("AZURE_AUTHORITY_HOST", "http://x/")).Create(
            new CredentialOptions { Mode = AuthMode.ServicePrincipal, TenantId = "t", ClientId = "c" }));

    [Fact]
    public void TokenFile_NoFile_NamesTheFlag()
    {
        CredentialConfigurationException e = Assert.Throws<CredentialConfigurationException>(
            () => Factory(null).Create(new CredentialOptions { Mode = AuthMode.TokenFile }));
        Assert.Contains("--token-file", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenFile_ReadableFile_GivesItsTokenAndIsDescribed()
    {
        using var file = new TempFile("abc");
        SignIn signIn = Factory(null).Create(new CredentialOptions { Mode = AuthMode.TokenFile, TokenFile = file.Path });
        Assert.Equal("abc", (await signIn.Credential.GetTokenAsync(Context, default)).Token);
        Assert.Equal($"the token in {file.Path}", signIn.Description);
    }

    [Fact]
    public async Task Auto_FirstThatWorks_WinsAndIsReported()
    {
        var auto = new AutoCredential(
            [
                CredentialCandidate.Impossible("first", "not set up"),
                new("second", new StaticCredential(() => throw new CredentialUnavailableException("not here\nat all"))),
                new("third", new StaticCredential()),
                new("fourth", new StaticCredential(() => throw new InvalidOperationException("must not be asked"))),
            ],
            _logger);
        Assert.Equal("auto", auto.Description);
        await auto.GetTokenAsync(Context, default);
        Assert.StartsWith("third", auto.Description, StringComparison.Ordinal);
        Assert.Contains(_logger.Lines,
            line => line.Contains("first", StringComparison.Ordinal)
            && line.Contains("not set up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auto_NothingWorks_SaysWhyForEach()
    {
        var auto = new AutoCredential(
            [
                CredentialCandidate.Impossible("first", "not set up."),
                new("second", new StaticCredential(() => throw new CredentialUnavailableException("not here."))),
            ],
            _logger);
        CredentialUnavailableException e = await Assert.ThrowsAsync<CredentialUnavailableException>(
            async () => await auto.GetTokenAsync(Context, default));
        Assert.Contains("[first] not set up. [second] not here.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_SetUpButRefused_DoesNotSignInAsSomeoneElse()
    {
        var auto = new AutoCredential(
            [new("first", new StaticCredential(() => throw new AuthenticationFailedException("wrong secret"))),
             new("second", new StaticCredential())], _logger);
        await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await auto.GetTokenAsync(Context, default));
    }

    private static HttpResponseMessage Json(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    private CredentialFactory Factory(ScriptedHandler? handler, params (string Name, string Value)[] environment) => new(
        HttpTransport.Over(handler ?? new ScriptedHandler(_ => new HttpResponseMessage(HttpStatusCode.InternalServerError))),
        _logger,
        TimeProvider.System,
        name => environment.FirstOrDefault(pair => pair.Name == name).Value);
}
