using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Core;

namespace AzFilesMount.FileRest.Tests.Credentials;

/// <summary>Each identity through Azure.Identity's own class: what it sends, and what it says when something is missing.</summary>
public class IdentityModesTests
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Client = "22222222-2222-2222-2222-222222222222";
    private static readonly TokenRequestContext Context = new(["https://storage.azure.com/.default"]);
    private static readonly Uri Authority = new("https://127.0.0.1:9999/");

    private readonly ListLogger _logger = new();
    private readonly List<string> _prompts = [];

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx-password")]
    public async Task ServicePrincipal_Certificate_SendsASignedAssertion(string form)
    {
        using X509Certificate2 certificate = Certificates.Create();
        using var file = new TempFile();
        await File.WriteAllBytesAsync(file.Path, Certificates.File(certificate, form));
        ScriptedHandler handler = TokenServer();
        SignIn signIn = Factory(handler, ("AZFILESMOUNT_CERTIFICATE_PASSWORD", Certificates.Password)).Create(new CredentialOptions
        {
            Mode = AuthMode.ServicePrincipal,
            TenantId = Tenant,
            ClientId = Client,
            Certificate = file.Path,
            AuthorityHost = Authority,
        });
        Assert.Equal("the-token", (await signIn.Credential.GetTokenAsync(Context, default)).Token);
        Assert.Contains("client_assertion=", LastBody(handler), StringComparison.Ordinal);
        Assert.Contains("by certificate", signIn.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ServicePrincipal_ExpiredCertificate_SaysSo()
    {
        using X509Certificate2 certificate = Certificates.Create(DateTimeOffset.UtcNow.AddDays(-1));
        using var file = new TempFile();
        File.WriteAllBytes(file.Path, Certificates.File(certificate, "pem"));
        string message = Fails(
            new CredentialOptions { Mode = AuthMode.ServicePrincipal, TenantId = Tenant, ClientId = Client, Certificate = file.Path });
        Assert.Contains("has expired", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_VariablesOnly_SignsIn()
    {
        ScriptedHandler handler = TokenServer();
        SignIn signIn = Factory(handler, ("AZURE_TENANT_ID", Tenant), ("AZURE_CLIENT_ID", Client), ("AZURE_CLIENT_SECRET", "hush"))
            .Create(new CredentialOptions { Mode = AuthMode.Environment, ClientSecretFile = "/nowhere", AuthorityHost = Authority });
        Assert.Equal("the-token", (await signIn.Credential.GetTokenAsync(Context, default)).Token);
        Assert.Contains("client_secret=hush", LastBody(handler), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_NothingSet_NamesTheVariables()
    {
        string message = Fails(new CredentialOptions { Mode = AuthMode.Environment });
        foreach (string variable in new[] { "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH" })
            Assert.Contains(variable, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkloadIdentity_PlatformToken_IsTheAssertion()
    {
        using var file = new TempFile("platform-token");
        ScriptedHandler handler = TokenServer();
        SignIn signIn = Factory(handler, ("AZURE_FEDERATED_TOKEN_FILE", file.Path)).Create(new CredentialOptions
        {
            Mode = AuthMode.WorkloadIdentity,
            TenantId = Tenant,
            ClientId = Client,
            AuthorityHost = Authority,
        });
        await signIn.Credential.GetTokenAsync(Context, default);
        Assert.Contains("client_assertion=platform-token", LastBody(handler), StringComparison.Ordinal);
    }

    [Fact]
    public void WorkloadIdentity_NothingSet_NamesAllThatIsMissing()
    {
        string message = Fails(new CredentialOptions { Mode = AuthMode.WorkloadIdentity, TenantId = Tenant });
        Assert.Contains("AZURE_CLIENT_ID", message, StringComparison.Ordinal);
        Assert.Contains("AZURE_FEDERATED_TOKEN_FILE", message, StringComparison.Ordinal);
        Assert.DoesNotContain("AZURE_TENANT_ID", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManagedIdentity_EachName_IsDescribed()
    {
        const string Resource = "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/g/providers/"
            + "Microsoft.ManagedIdentity/userAssignedIdentities/mine";
        Assert.Equal("managed identity of this machine", Describe(new CredentialOptions()));
        Assert.Equal($"managed identity {Client}", Describe(new CredentialOptions { ClientId = Client }));
        Assert.Equal($"managed identity {Resource}", Describe(new CredentialOptions { IdentityResourceId = Resource }));
        Assert.Equal("managed identity of object o", Describe(new CredentialOptions { IdentityObjectId = "o" }));
    }

    [Theory]
    [InlineData("/subscriptions/x", "o", "named once")]
    [InlineData("mine", null, "az identity show")]
    public void ManagedIdentity_WrongNames_AreRefused(string? resource, string? objectId, string reason) => Assert.Contains(
        reason,
        Fails(new CredentialOptions { Mode = AuthMode.ManagedIdentity, IdentityResourceId = resource, IdentityObjectId = objectId }),
        StringComparison.Ordinal);

    [Fact]
    public async Task DeviceCode_PromptsOnce_AndSignsIn()
    {
        ScriptedHandler handler = TokenServer();
        SignIn signIn = Factory(handler).Create(
            new CredentialOptions { Mode = AuthMode.DeviceCode, TenantId = Tenant, AuthorityHost = Authority });
        Assert.Equal("the-token", (await signIn.Credential.GetTokenAsync(Context, default)).Token);
        Assert.Contains("ABC-123", Assert.Single(_prompts), StringComparison.Ordinal);
    }

    [Fact]
    public void Browser_IsComposedWithoutOpeningAnything()
    {
        SignIn signIn = Factory(null).Create(new CredentialOptions { Mode = AuthMode.Browser, TenantId = Tenant });
        Assert.Contains("browser", signIn.Description, StringComparison.Ordinal);
        Assert.Empty(_prompts);
    }

    [Theory]
    [InlineData("hush\nrest", "hush", "rest")]
    [InlineData("hush\r\n", "hush", "")]
    [InlineData("hush", "hush", "")]
    public void StandardInput_FirstLine_IsTheSecretAndTheRestIsLeft(string text, string secret, string rest)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Equal(secret, StandardInputSecret.ReadLine(input));
        Assert.Equal(rest, new StreamReader(input).ReadToEnd());
    }

    [Fact]
    public void StandardInput_Nothing_SaysHow() => Assert.Contains(
        "standard input", Assert.Throws<CredentialConfigurationException>(() => StandardInputSecret.ReadLine(Stream.Null)).Message,
        StringComparison.Ordinal);

    private static ScriptedHandler TokenServer()
    {
        string claims = $$"""{"oid":"o","tid":"{{Tenant}}","preferred_username":"me@example.com","sub":"s","iss":"i","aud":"a"}""";
        string id = $"e30.{Base64(claims)}.x";
        string info = Base64($$"""{"uid":"o","utid":"{{Tenant}}"}""");
        string person = $$""","refresh_token":"r","id_token":"{{id}}","client_info":"{{info}}","scope":"{{Context.Scopes[0]}}" """;
        return new ScriptedHandler(request => Json(request.Uri.AbsolutePath.EndsWith("/devicecode", StringComparison.Ordinal)
            ? """
            {"user_code":"ABC-123","device_code":"d","verification_uri":"https://x/","expires_in":900,"interval":0,
             "message":"Type ABC-123"}
            """
            // Only a person has more than an access token.
            : $$"""{"token_type":"Bearer","expires_in":3600,"access_token":"the-token"{{(IsApplication(request) ? "" : person)}}}"""));
    }

    private static bool IsApplication(SentRequest request) =>
        Encoding.UTF8.GetString(request.Body).Contains("grant_type=client_credentials", StringComparison.Ordinal);

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static HttpResponseMessage Json(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    private static string LastBody(ScriptedHandler handler) => Encoding.UTF8.GetString(handler.Requests.Last().Body);

    private string Describe(CredentialOptions options) =>
        Factory(null).Create(options with { Mode = AuthMode.ManagedIdentity }).Description;

    private string Fails(CredentialOptions options) =>
        Assert.Throws<CredentialConfigurationException>(() => Factory(null).Create(options)).Message;

    private CredentialFactory Factory(ScriptedHandler? handler, params (string Name, string Value)[] environment) => new(
        HttpTransport.Over(handler ?? TokenServer()),
        _logger,
        TimeProvider.System,
        name => environment.FirstOrDefault(pair => pair.Name == name).Value)
    {
        Prompt = _prompts.Add,
    };
}
