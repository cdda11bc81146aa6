using System.Collections.Concurrent;
using Azure.Core;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// Keeps a token per purpose and renews it before it ends while requests go on with the present one; a renewal that fails is
/// tried again without harm until the end. One renewal at a time for each purpose. Thread-safe.
/// </summary>
internal sealed class RefreshingCredential : TokenCredential
{
    private readonly TokenCredential _inner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, TokenSlot> _slots = new();

    public RefreshingCredential(TokenCredential inner, TimeProvider time, ILogger logger)
    {
        _inner = inner;
        _time = time;
        _logger = logger;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tokens are only asked for asynchronously.");

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        // A claims challenge says that the present token will not do, so no kept one can answer it.
        if (requestContext.Claims is not null)
            return _inner.GetTokenAsync(requestContext, cancellationToken);
        string purpose = $"{requestContext.TenantId} {string.Join(' ', requestContext.Scopes)}";
        return _slots.GetOrAdd(purpose, static (_, self) => new TokenSlot(self._inner, self._time, self._logger), this)
            .GetAsync(requestContext, cancellationToken);
    }
}
