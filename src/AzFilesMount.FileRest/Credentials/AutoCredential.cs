using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// Tries ways to sign in, in their order; the first that gives a token is kept for good, so a mount never changes who it is.
/// A way that is set up but refused ends the search: signing in as someone else then would hide the fault. Thread-safe.
/// </summary>
internal sealed class AutoCredential : TokenCredential
{
    private readonly IReadOnlyList<CredentialCandidate> _candidates;
    private readonly ILogger _logger;
    private CredentialCandidate? _chosen;

    public AutoCredential(IReadOnlyList<CredentialCandidate> candidates, ILogger logger)
    {
        _candidates = candidates;
        _logger = logger;
    }

    public string Description => Volatile.Read(ref _chosen) is { } chosen ? $"{chosen.Description} (found by auto)" : "auto";

    /// <summary>What to do when the chosen way works no longer; null before one is chosen.</summary>
    public string? Remedy => Volatile.Read(ref _chosen)?.Remedy;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tokens are only asked for asynchronously.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _chosen) is { } chosen)
            return await chosen.Credential!.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
        List<string> reasons = [];
        foreach (CredentialCandidate candidate in _candidates)
        {
            if (candidate.Credential is null)
            {
                Skip(candidate, candidate.WhyNot, reasons);
                continue;
            }

            try
            {
                AccessToken token = await candidate.Credential.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
                if (Interlocked.CompareExchange(ref _chosen, candidate, null) is null)
                    LogMessages.SigningIn(_logger, Description);
                return token;
            }
            catch (CredentialUnavailableException e)
            {
                Skip(candidate, e.Message.Split('\n')[0].Trim(), reasons);
            }
        }

        throw new CredentialUnavailableException($"No way to sign in was found. {string.Join(" ", reasons)}");
    }

    private void Skip(CredentialCandidate candidate, string reason, List<string> reasons)
    {
        LogMessages.SignInMethodSkipped(_logger, candidate.Description, reason);
        reasons.Add($"[{candidate.Description}] {reason}");
    }
}
