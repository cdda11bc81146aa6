using Azure.Core;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>Keeps the state of the sign-in up to date, also for renewals for which nobody waits. Thread-safe.</summary>
internal sealed class ObservedCredential : TokenCredential
{
    private readonly TokenCredential _inner;
    private readonly SignInState _state;
    private readonly Func<string> _remedy;
    private readonly ILogger _logger;

    public ObservedCredential(TokenCredential inner, SignInState state, Func<string> remedy, ILogger logger)
    {
        _inner = inner;
        _state = state;
        _remedy = remedy;
        _logger = logger;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tokens are only asked for asynchronously.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            AccessToken token = await _inner.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
            if (_state.Needs is not null)
                LogMessages.SignedInAgain(_logger);
            _state.Succeed();
            return token;
        }
        catch (Exception e) when (SignInRefusal.IsLasting(e))
        {
            Refuse(e);
            throw;
        }
    }

    private void Refuse(Exception e)
    {
        string reason = $"{e.Message.Split('\n')[0].Trim().TrimEnd('.')}; {SignInHints.For(e.ToString())?.TrimEnd('.') ?? _remedy()}";
        if (_state.Needs is null && _state.Worked)
            LogMessages.NeedsSignIn(_logger, reason);
        _state.Refuse(reason);
    }
}
