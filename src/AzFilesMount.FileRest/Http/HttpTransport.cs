using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Azure.Core.Pipeline;

namespace AzFilesMount.FileRest.Http;

/// <summary>
/// The one pool of connections that a mount's store and sign-in share. Thread-safe; owned by whoever made it and disposed after
/// the store.
/// </summary>
public sealed class HttpTransport : IDisposable
{
    private readonly HttpClient _client;

    private HttpTransport(HttpMessageHandler handler)
    {
        // Time limits are the pipeline's: this one would count the body of a long read.
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        Pipeline = new HttpClientTransport(_client);
    }

    /// <summary>What the SDK's clients and credentials take.</summary>
    public HttpPipelineTransport Pipeline { get; }

    /// <exception cref="IOException">The CA bundle cannot be read; the message names the file.</exception>
    public static HttpTransport Create(HttpTransportOptions options)
    {
        SocketsHttpHandler sockets = CreateHandler(options);
        return new HttpTransport(options.PreferHttp2 ? new HttpVersionHandler(sockets) : sockets);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A transport over a handler of the caller's, for tests.</summary>
    internal static HttpTransport Over(HttpMessageHandler handler) => new(handler);

    private static SocketsHttpHandler CreateHandler(HttpTransportOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.MaxConnections,
            PooledConnectionLifetime = options.ConnectionLifetime,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
        };
        if (options.Proxy is { } proxy)
            handler.Proxy = new LoopbackAwareProxy(proxy);
        if (options.CaBundle is { Length: > 0 } file)
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = CaBundle.Load(file).Validate };
        return handler;
    }

    // Not every resolver knows that every name under localhost is this machine (RFC 6761), as the emulator's account names are.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        EndPoint target = context.DnsEndPoint.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? new DnsEndPoint("localhost", context.DnsEndPoint.Port)
            : context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
