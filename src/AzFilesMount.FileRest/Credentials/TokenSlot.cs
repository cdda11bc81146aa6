using Azure.Core;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>The token for one purpose and its single renewal in flight. Thread-safe.</summary>
internal sealed class TokenSlot
{
    // Renew with a third of the life left, but not more than this ahead of the end.
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly TokenCredential _inner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private AccessToken? _token;
    private DateTimeOffset _renewAt;
    private Task<AccessToken>? _renewal;

    public TokenSlot(TokenCredential inner, TimeProvider time, ILogger logger)
    {
        _inner = inner;
        _time = time;
        _logger = logger;
    }

    public async ValueTask<AccessToken> GetAsync(TokenRequestContext context, CancellationToken cancellationToken)
    {
        Task<AccessToken> renewal;
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            bool valid = _token is { } token && now < token.ExpiresOn;
            if (valid && now < _renewAt)
                return Hand(_token!.Value);
            // The renewal belongs to all who wait, so no single waiter's token may end it.
            renewal = _renewal ??= BeginAsync(context);
            if (valid)
                return Hand(_token!.Value);
        }

        return Hand(await renewal.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    private Task<AccessToken> BeginAsync(TokenRequestContext context)
    {
        Task<AccessToken> renewal = Task.Run(() => RenewAsync(context), CancellationToken.None);
        // Perhaps nobody waits for it; its failure is logged and must not surface a second time as unobserved.
        _ = renewal.ContinueWith(
            static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return renewal;
    }

    private async Task<AccessToken> RenewAsync(TokenRequestContext context)
    {
        try
        {
            AccessToken token = await _inner.GetTokenAsync(context, CancellationToken.None).ConfigureAwait(false);
            if (Keep(token))
                LogMessages.TokenObtained(_logger, token.ExpiresOn);
            return token;
        }
        catch (Exception e)
        {
            if (Postpone() is { } expiry)
                LogMessages.RefreshFailed(_logger, expiry, e.Message.Split('\n')[0].Trim());
            throw;
        }
    }

    // False when it is the token that is kept already, as from a file that has not changed.
    private bool Keep(AccessToken token)
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            TimeSpan left = token.ExpiresOn - now;
            TimeSpan ahead = left / 3 < MaxAhead ? left / 3 : MaxAhead;
            DateTimeOffset planned = token.ExpiresOn - ahead;
            _renewAt = token.RefreshOn is { } wanted && wanted < planned ? wanted : planned;
            bool isNew = _token?.Token != token.Token;
            _token = token;
            _renewal = null;
            return isNew;
        }
    }

    // Null when there is no valid token left, so that the failure is reported by those who wait for it.
    private DateTimeOffset? Postpone()
    {
        lock (_lock)
        {
            _renewal = null;
            DateTimeOffset now = _time.GetUtcNow();
            if (_token is not { } token || token.ExpiresOn <= now)
                return null;
            TimeSpan left = token.ExpiresOn - now;
            _renewAt = now + (left / 4 < MaxPause ? left / 4 : MaxPause);
            return token.ExpiresOn;
        }
    }

    // The SDK keeps what it is handed until RefreshOn; ours decides, so it has to ask again when ours would renew.
    private AccessToken Hand(AccessToken token) => new(token.Token, token.ExpiresOn, _renewAt, token.TokenType);
}
