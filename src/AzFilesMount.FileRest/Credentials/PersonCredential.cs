using Azure.Core;
using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// Asks a person once, with the first token. Later renewals are silent or fail: a mount in the background must not open browser
/// windows at night. Thread-safe.
/// </summary>
internal sealed class PersonCredential : TokenCredential
{
    private readonly TokenCredential _silent;
    private readonly Func<TokenRequestContext, CancellationToken, Task<AuthenticationRecord>> _ask;
    private readonly Lock _lock = new();
    private Task<AuthenticationRecord>? _asked;

    public PersonCredential(TokenCredential silent, Func<TokenRequestContext, CancellationToken, Task<AuthenticationRecord>> ask)
    {
        _silent = silent;
        _ask = ask;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tokens are only asked for asynchronously.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        await AskOnceAsync(requestContext).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await _silent.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
    }

    private Task<AuthenticationRecord> AskOnceAsync(TokenRequestContext requestContext)
    {
        lock (_lock)
        {
            // One who did not manage in time may be asked again; one who did is not.
            if (_asked is null or { IsFaulted: true } or { IsCanceled: true })
                _asked = _ask(requestContext, CancellationToken.None);
            return _asked;
        }
    }
}
