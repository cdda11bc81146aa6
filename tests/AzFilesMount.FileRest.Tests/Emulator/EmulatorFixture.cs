using AzFilesMount.Emulator;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Store;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Core;

namespace AzFilesMount.FileRest.Tests.Emulator;

/// <summary>One emulator for a class of tests, each of which takes a directory of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public const string Share = "tests";

    private readonly string _requestLog = Path.Combine(Path.GetTempPath(), $"azfm-requests-{Guid.NewGuid():N}.log");

    public EmulatorServer Server { get; private set; } = null!;

    public HttpTransport Transport { get; private set; } = null!;

    internal ListLogger Logger { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Server = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Shares = [Share],
            RequestLog = _requestLog,
            TokenLifetime = TimeSpan.FromSeconds(3),
        });
        Transport = HttpTransport.Create(new HttpTransportOptions { CaBundle = Server.Ready.CaCertificate });
    }

    public async ValueTask DisposeAsync()
    {
        Transport.Dispose();
        await Server.DisposeAsync();
        File.Delete(_requestLog);
    }

    public FileRestShareStore Store(EmulatorRole role = EmulatorRole.Contributor, string directory = "", string share = Share) =>
        Store(Token(role), directory, share);

    public FileRestShareStore Store(TokenCredential credential, string directory = "", string share = Share, string? uri = null) => new(
        new FileRestStoreOptions
        {
            ShareUri = new Uri(uri ?? $"{Server.Ready.Endpoint}/{share}"),
            Directory = directory,
            Credential = credential,
            RetryCount = 1,
            NetworkTimeout = TimeSpan.FromSeconds(5),
        },
        Transport,
        Logger);

    public TokenCredential Token(EmulatorRole role, TimeSpan? lifetime = null, string? audience = null)
    {
        string token = Server.CreateToken(role, lifetime ?? TimeSpan.FromHours(1), audience);
        return new StaticCredential(() => new AccessToken(token, DateTimeOffset.UtcNow.AddHours(1)));
    }

    public SignIn ServicePrincipal(string? secret = null)
    {
        var factory = new CredentialFactory(
            Transport, Logger, TimeProvider.System, name => name == "AZURE_CLIENT_SECRET" ? secret ?? Server.Ready.ClientSecret : null);
        return factory.Create(new CredentialOptions
        {
            Mode = AuthMode.ServicePrincipal,
            TenantId = Server.Ready.TenantId,
            ClientId = Server.Ready.ClientId,
            AuthorityHost = new Uri(Server.Ready.Authority),
        });
    }

    /// <summary>The request log's lines so far.</summary>
    public string[] RequestLog()
    {
        using var stream = new FileStream(_requestLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
