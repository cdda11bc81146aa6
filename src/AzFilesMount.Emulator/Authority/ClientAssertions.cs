using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AzFilesMount.Emulator.Authority;

/// <summary>
/// Checks the token with which a client proves who it is: one that it signed with its registered certificate, or one that its workload
/// platform gave it. Thread-safe.
/// </summary>
internal sealed class ClientAssertions(TokenIssuer issuer, ServicePrincipal principal, ClientProof proof, TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly X509SecurityKey _certificate = new(proof.Certificate)
    {
        CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
    };

    /// <summary>Null if the assertion is good, else the refusal that the authority has for it.</summary>
    public async Task<AuthorityAnswer?> CheckAsync(string assertion)
    {
        if (!_handler.CanReadToken(assertion))
            return Refused(50027, "The client assertion is not a JSON web token.");
        var token = _handler.ReadJsonWebToken(assertion);
        var isOwn = token.Issuer.Equals(principal.ClientId, StringComparison.OrdinalIgnoreCase);
        if (!isOwn && (token.Issuer != issuer.Issuer || token.Subject != ClientProof.FederatedSubject))
            return Refused(700213, $"No matching federated identity record found for presented assertion subject '{token.Subject}'.");
        if (!isOwn && !token.Audiences.Contains(ClientProof.FederatedAudience))
            return Refused(700212, $"The assertion audience must be '{ClientProof.FederatedAudience}'.");
        var isForHere = token.Audiences.Any(a => a.Contains(principal.TenantId, StringComparison.OrdinalIgnoreCase));
        if (isOwn && !isForHere)
            return Refused(50027, "The audience of the client assertion is not this authority.");
        var result = await _handler.ValidateTokenAsync(assertion, Parameters(isOwn)).ConfigureAwait(false);
        if (!result.IsValid)
            return Refused(700027, "The client assertion's signature could not be verified with a registered key.");
        return time.GetUtcNow().UtcDateTime < token.ValidTo ? null : Refused(700024, "The client assertion is not within its valid time range.");
    }

    private static AuthorityAnswer Refused(int code, string text) => AuthorityAnswer.Refused(401, "invalid_client", code, text);

#pragma warning disable CA5404 // Issuer, audience and lifetime are checked above, because each has a refusal of its own.
    private TokenValidationParameters Parameters(bool isOwn) => new()
    {
        IssuerSigningKey = isOwn ? _certificate : issuer.Key,
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
    };
#pragma warning restore CA5404
}
