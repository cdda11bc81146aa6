using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Authority;

/// <summary>Hands out tokens to a managed identity, in the form of App Service (a secret header) and of virtual machines (IMDS).</summary>
internal sealed class ManagedIdentityEndpoint(TokenIssuer issuer, ServicePrincipal principal, EmulatorOptions options, TimeProvider time)
{
    public const string AppServicePath = "/.identity/token";
    public const string MachinePath = "/metadata/identity/oauth2/token";

    private static readonly string[] Selectors = ["client_id", "object_id", "principal_id", "mi_res_id", "msi_res_id"];

    /// <summary>What App Service has in IDENTITY_HEADER; new with each start.</summary>
    public string Secret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public AuthorityAnswer Answer(HttpRequest request)
    {
        var isAppService = request.Path == AppServicePath;
        if (!isAppService && !"true".Equals(request.Headers["Metadata"], StringComparison.OrdinalIgnoreCase))
            return AuthorityAnswer.Refused(400, "invalid_request", 900144, "Required metadata header not specified.");
        if (isAppService && !IsSecret(request.Headers["X-IDENTITY-HEADER"].ToString()))
            return AuthorityAnswer.Refused(401, "unauthorized_client", 7000215, "The identity header is wrong.");
        var resource = request.Query["resource"].ToString();
        if (resource.Length == 0)
            return AuthorityAnswer.Refused(400, "invalid_resource", 90002, "The resource is missing.");
        var chosen = Selectors.Select(s => request.Query[s].ToString()).FirstOrDefault(v => v.Length > 0);
        if (chosen is not null && !chosen.EndsWith(principal.ClientId, StringComparison.OrdinalIgnoreCase))
            return AuthorityAnswer.Refused(400, "invalid_request", 700016, "Identity not found.");
        return Token(resource.TrimEnd('/'));
    }

    private bool IsSecret(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Secret));

    private AuthorityAnswer Token(string resource)
    {
        var expires = time.GetUtcNow() + options.TokenLifetime;
        return new AuthorityAnswer(200, new Dictionary<string, object>
        {
            ["access_token"] = issuer.Create(options.Role, resource, options.TokenLifetime),
            ["client_id"] = principal.ClientId,
            ["expires_on"] = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["expires_in"] = ((long)options.TokenLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        });
    }
}
