using System.Net;

namespace AzFilesMount.FileRest.Http;

/// <summary>A given proxy for everything but this machine itself. Immutable.</summary>
internal sealed class LoopbackAwareProxy : IWebProxy
{
    private readonly Uri _proxy;

    public LoopbackAwareProxy(Uri proxy) => _proxy = proxy;

    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => _proxy;

    public bool IsBypassed(Uri host) => host.IsLoopback || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
