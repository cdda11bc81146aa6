using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AzFilesMount.Emulator.Tests.Support;

/// <summary>An emulator for tests and clients that trust its authority, and nothing else.</summary>
public sealed class TestEmulator : IAsyncDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly HttpClient _http;

    private TestEmulator(EmulatorServer server)
    {
        Server = server;
        _authority = X509CertificateLoader.LoadCertificateFromFile(server.Ready.CaCertificate);
        _http = new HttpClient(CreateHandler());
        Client = new RestClient(_http, server.Endpoint.ToString(), server.Ready.Tokens.Contributor);
    }

    public EmulatorServer Server { get; }

    /// <summary>Speaks as contributor.</summary>
    public RestClient Client { get; }

    /// <summary>The endpoint for tests, with a contributor's token.</summary>
    public RestClient Admin => ClientWith(Server.Ready.Tokens.Contributor, $"{Server.Ready.Authority}.admin");

    public static async Task<TestEmulator> StartAsync(EmulatorOptions? options = null) =>
        new(await EmulatorServer.StartAsync(options ?? new EmulatorOptions { Shares = ["share"] }, CancellationToken.None));

    /// <summary>A client with another token, or another address of the same emulator.</summary>
    public RestClient ClientWith(string? token, string? endpoint = null) => new(_http, endpoint ?? Server.Endpoint.ToString(), token);

    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        _authority.Dispose();
    }
}
