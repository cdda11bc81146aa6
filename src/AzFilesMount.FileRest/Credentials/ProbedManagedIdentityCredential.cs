using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// A managed identity tried on the off chance: outside Azure its address does not answer, and that must show in a second.
/// </summary>
internal sealed class ProbedManagedIdentityCredential : TokenCredential
{
    private static readonly IPEndPoint Endpoint = new(IPAddress.Parse("169.254.169.254"), 80);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TokenCredential _inner;
    private bool _reached;

    public ProbedManagedIdentityCredential(TokenCredential inner) => _inner = inner;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tokens are only asked for asynchronously.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        if (!_reached)
            await ProbeAsync(cancellationToken).ConfigureAwait(false);
        _reached = true;
        return await _inner.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Endpoint, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException || !cancellationToken.IsCancellationRequested)
        {
            throw new CredentialUnavailableException("This machine has no managed identity: its endpoint does not answer.", e);
        }
    }
}
