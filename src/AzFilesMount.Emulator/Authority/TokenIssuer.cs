using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AzFilesMount.Emulator.Authority;

/// <summary>Signs access tokens. Thread-safe.</summary>
internal sealed class TokenIssuer
{
    private static readonly TimeSpan FederatedLifetime = TimeSpan.FromDays(30);

    private readonly SigningCredentials _credentials;
    private readonly ServicePrincipal _principal;
    private readonly TimeProvider _time;

    public TokenIssuer(AuthorityKeys keys, TimeProvider time)
    {
        Key = new RsaSecurityKey(keys.Signing)
        {
            KeyId = Base64UrlEncoder.Encode(keys.Signing.ExportSubjectPublicKeyInfo())[^24..],
            // The library's own cache goes by key id and would hand the next emulator on the same data the key that this one disposed of.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        _credentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256);
        _principal = keys.Principal;
        _time = time;
        Issuer = $"https://sts.localhost/{_principal.TenantId}/";
    }

    public RsaSecurityKey Key { get; }

    /// <summary>Does not hold the port, so that tokens stay good when a restarted emulator listens on another.</summary>
    public string Issuer { get; }

    /// <summary>A lifetime below zero gives a token that has expired already.</summary>
    public string Create(EmulatorRole role, string audience, TimeSpan lifetime) => Create(audience, lifetime, new Dictionary<string, object>
    {
        ["tid"] = _principal.TenantId,
        ["appid"] = _principal.ClientId,
        ["oid"] = _principal.ClientId,
        ["sub"] = _principal.ClientId,
        ["ver"] = "1.0",
        ["uti"] = Guid.NewGuid().ToString("N"),
        [RoleNames.Claim] = RoleNames.Of(role),
    });

    /// <summary>The token that a workload platform mounts for its workloads. Its key is the authority's: the emulator plays both.</summary>
    public string CreateFederated(string subject, string audience) =>
        Create(audience, FederatedLifetime, new Dictionary<string, object> { ["sub"] = subject });

    private string Create(string audience, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = lifetime < TimeSpan.Zero ? now + lifetime - TimeSpan.FromHours(1) : now,
            NotBefore = lifetime < TimeSpan.Zero ? now + lifetime - TimeSpan.FromHours(1) : now,
            Expires = now + lifetime,
            SigningCredentials = _credentials,
            Claims = claims,
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
