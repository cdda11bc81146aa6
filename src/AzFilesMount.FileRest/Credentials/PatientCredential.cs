using Azure.Core;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// While somebody has to sign in again, requests wait for it, up to the deadline of an operation, instead of failing at once.
/// Only for an identity that has worked: a start with a wrong one fails at once. Thread-safe.
/// </summary>
internal sealed class PatientCredential : TokenCredential
{
    // How soon a new sign-in is noticed; each look may start a process (az).
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private readonly TokenCredential _inner;
    private readonly SignInState _state;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    public PatientCredential(TokenCredential inner, SignInState state, TimeSpan patience, TimeProvider time)
    {
        _inner = inner;
        _state = state;
        _patience = patience;
        _time = time;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tokens are only asked for asynchronously.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await _inner.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (MayWait(e, started))
            {
                await Task.Delay(LookAgain, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private bool MayWait(Exception e, long started) =>
        _state.Worked && SignInRefusal.IsLasting(e) && _time.GetElapsedTime(started) + LookAgain <= _patience;
}
