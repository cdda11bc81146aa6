using System.Net;

namespace AzFilesMount.FileRest.Http;

/// <summary>Lets requests go by HTTP/2 where the server offers it; the SDK itself asks for HTTP/1.1 only.</summary>
internal sealed class HttpVersionHandler : DelegatingHandler
{
    public HttpVersionHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return base.SendAsync(request, cancellationToken);
    }
}
