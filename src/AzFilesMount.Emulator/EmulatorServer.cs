using AzFilesMount.Emulator.Authority;
using AzFilesMount.Emulator.Hosting;

namespace AzFilesMount.Emulator;

/// <summary>A running FileREST service with its own authority, on one HTTPS address. Dispose it to stop it; data directories stay.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private const string DefaultAudience = "https://storage.azure.com";

    private readonly EmulatorOptions _options;
    private readonly Stack<IDisposable> _owned;
    private readonly TokenIssuer _issuer;
    private readonly ServiceHost _host;
    private int _isDisposed;

    private EmulatorServer(EmulatorOptions options, Stack<IDisposable> owned, TokenIssuer issuer, ServiceHost host, ReadyInfo ready)
    {
        _options = options;
        _owned = owned;
        _issuer = issuer;
        _host = host;
        Ready = ready;
        Endpoint = new Uri(ready.Endpoint);
    }

    /// <summary>Path-style address of the account.</summary>
    public Uri Endpoint { get; }

    /// <summary>What the ready file holds.</summary>
    public ReadyInfo Ready { get; }

    /// <summary>Starts an emulator; throws <see cref="EmulatorException"/> where an option does not work out.</summary>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionCheck.Run(options);
        var owned = new Stack<IDisposable>();
        ServiceHost? host = null;
        try
        {
            var parts = EmulatorParts.Build(options, owned);
            host = await ServiceHost.StartAsync(options, parts.Certificate, parts.Pipeline, cancellationToken).ConfigureAwait(false);
            var ready = Describe(options, parts, host.Address);
            if (options.ReadyFile is { } path)
                ReadyFile.Write(path, ready);
            LogMessages.Listening(parts.Logger, ready.Endpoint);
            return new EmulatorServer(options, owned, parts.Issuer, host, ready);
        }
        catch
        {
            if (host is not null)
                await host.DisposeAsync().ConfigureAwait(false);
            Release(owned);
            throw;
        }
    }

    /// <summary>A signed token; a negative lifetime gives one that has expired.</summary>
    public string CreateToken(EmulatorRole role, TimeSpan? lifetime = null, string? audience = null) =>
        _issuer.Create(role, audience ?? DefaultAudience, lifetime ?? _options.TokenLifetime);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _host.DisposeAsync().ConfigureAwait(false);
        Release(_owned);
    }

    private static ReadyInfo Describe(EmulatorOptions options, EmulatorParts parts, Uri address)
    {
        string Token(EmulatorRole role) => parts.Issuer.Create(role, DefaultAudience, options.TokenLifetime);
        return new ReadyInfo
        {
            Endpoint = new Uri(address, options.Account).ToString(),
            Account = options.Account,
            Shares = parts.Account.ShareNames,
            CaCertificate = parts.Authority.CertificatePath,
            Authority = address.ToString(),
            TenantId = parts.Keys.Principal.TenantId,
            ClientId = parts.Keys.Principal.ClientId,
            ClientSecret = parts.Keys.Principal.ClientSecret,
            ClientCertificate = parts.Proof.CertificatePath,
            FederatedTokenFile = parts.Proof.TokenPath,
            IdentityEndpoint = new Uri(address, ManagedIdentityEndpoint.AppServicePath).ToString(),
            IdentityHeader = parts.Identities.Secret,
            Tokens = new ReadyTokens(Token(EmulatorRole.Contributor), Token(EmulatorRole.Reader)),
            Pid = Environment.ProcessId,
        };
    }

    private static void Release(Stack<IDisposable> owned)
    {
        while (owned.TryPop(out var part))
            part.Dispose();
    }
}
