namespace AzFilesMount.FileRest.Http;

/// <summary>How the connections to the share and to the sign-in service are made.</summary>
public sealed record HttpTransportOptions
{
    /// <summary>A PEM file of authorities to trust besides the system's; null for none.</summary>
    public string? CaBundle { get; init; }

    /// <summary>The proxy; null follows HTTPS_PROXY and NO_PROXY. Loopback addresses never go through one.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Connections a server at the most. FileREST has no HTTP/2, so this bounds the requests under way.</summary>
    public int MaxConnections { get; init; } = 64;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections are made anew after this time, so that a change of address is followed.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Offer HTTP/2 to servers that have it (the emulator); Azure Storage answers with HTTP/1.1.</summary>
    public bool PreferHttp2 { get; init; }
}
