using System.Collections.Concurrent;
using AzFilesMount.Emulator.Protocol;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AzFilesMount.Emulator.Authority;

/// <summary>
/// Tells what a bearer token allows. A token that was found good is remembered, because checking a signature costs more than most
/// operations; its expiry is checked every time. Thread-safe.
/// </summary>
internal sealed class TokenValidator(TokenIssuer issuer, string account, TimeProvider time)
{
    private const int RememberedTokens = 256;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, GoodToken> _remembered = new(StringComparer.Ordinal);
#pragma warning disable CA5404 // Both are checked below, because each has a refusal of its own.
    private readonly TokenValidationParameters _parameters = new()
    {
        ValidIssuer = issuer.Issuer,
        IssuerSigningKey = issuer.Key,
        ValidateAudience = false,
        ValidateLifetime = false,
    };
#pragma warning restore CA5404

    private readonly HashSet<string> _audiences = new(StringComparer.OrdinalIgnoreCase)
    {
        "https://storage.azure.com",
        "https://storage.azure.com/",
        $"https://{account}.file.core.windows.net",
        $"https://{account}.file.core.windows.net/",
        $"https://{account}.file.localhost",
        $"https://{account}.file.localhost/",
    };

    /// <summary>The token's role, or the refusal that belongs to it.</summary>
    public async ValueTask<EmulatorRole> CheckAsync(string token, string challenge)
    {
        if (!_remembered.TryGetValue(token, out var good))
        {
            good = await ValidateAsync(token, challenge).ConfigureAwait(false);
            if (_remembered.Count >= RememberedTokens)
                _remembered.Clear();
            _remembered[token] = good;
        }

        return time.GetUtcNow().UtcDateTime < good.Expires
            ? good.Role
            : throw AccessFaults.TokenRefused(challenge, "Lifetime validation failed. The token is expired.");
    }

    private async ValueTask<GoodToken> ValidateAsync(string token, string challenge)
    {
        if (!_handler.CanReadToken(token))
            throw AccessFaults.TokenRefused(challenge, "The token is not a JSON web token.");
        var result = await _handler.ValidateTokenAsync(token, _parameters).ConfigureAwait(false);
        if (result is not { IsValid: true, SecurityToken: JsonWebToken valid })
            throw AccessFaults.BadSignature();
        if (!valid.Audiences.Any(_audiences.Contains))
            throw AccessFaults.WrongAudience();
        return new GoodToken(valid.ValidTo, RoleNames.Parse(valid.Claims.Where(c => c.Type == RoleNames.Claim).Select(c => c.Value)));
    }

    private readonly record struct GoodToken(DateTime Expires, EmulatorRole Role);
}
