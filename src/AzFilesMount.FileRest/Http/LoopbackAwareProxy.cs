using System.Net;

namespace AzFilesMount.FileRest.Http;

/// <summary>A given proxy for everything but this machine itself. Immutable.</summary>
internal sealed class LoopbackAwareProxy : IWebProxy
{
    private readonly Uri _proxy;

    /// <summary>Name and password may stand in the address, as in HTTPS_PROXY.</summary>
    public LoopbackAwareProxy(Uri proxy)
    {
        _proxy = proxy;
        string[] parts = proxy.UserInfo.Split(':', 2);
        string password = parts.Length > 1 ? parts[1] : "";
        if (parts[0].Length > 0)
            Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(password));
    }

    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => _proxy;

    public bool IsBypassed(Uri host) => host.IsLoopback || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
