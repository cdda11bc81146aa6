using System.Collections.Frozen;
using System.Text.Json;
using AzFilesMount.Emulator.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace AzFilesMount.Emulator.Authority;

/// <summary>The sign-in side of the emulator, on the same address as the service. Account names hold no dash, tenant ids do.</summary>
internal sealed class AuthorityRoutes(
    TokenEndpoint tokens, ManagedIdentityEndpoint identities, TokenIssuer issuer, ServicePrincipal principal)
{
    /// <summary>Names of the authority's operations in the request log.</summary>
    public static readonly FrozenSet<string> OperationNames =
        FrozenSet.Create("GetToken", "GetOpenIdConfiguration", "GetInstanceDiscovery", "GetSigningKeys", "GetManagedIdentityToken");

    private static readonly string[] SharedTenants = ["common", "organizations", "consumers"];

    /// <summary>The name of the authority's operation that a path belongs to, or null for the service's own paths.</summary>
    public string? Match(PathString path)
    {
        if (path == ManagedIdentityEndpoint.AppServicePath || path == ManagedIdentityEndpoint.MachinePath)
            return "GetManagedIdentityToken";
        var parts = path.Value!.Trim('/').Split('/', 2);
        if (parts.Length < 2 || !(IsTenant(parts[0]) || SharedTenants.Contains(parts[0], StringComparer.OrdinalIgnoreCase)))
            return null;
        return parts[1] switch
        {
            "oauth2/v2.0/token" or "oauth2/token" => "GetToken",
            "v2.0/.well-known/openid-configuration" or ".well-known/openid-configuration" => "GetOpenIdConfiguration",
            "discovery/instance" => "GetInstanceDiscovery",
            "discovery/v2.0/keys" or "discovery/keys" => "GetSigningKeys",
            _ => IsTenant(parts[0]) ? "UnknownAuthorityPath" : null,
        };
    }

    public async Task HandleAsync(HttpContext http, string operation, CancellationToken cancellationToken)
    {
        var tenant = http.Request.Path.Value!.Trim('/').Split('/')[0];
        var answer = operation switch
        {
            "GetToken" => await tokens.HandleAsync(http, tenant, cancellationToken).ConfigureAwait(false),
            "GetOpenIdConfiguration" => new AuthorityAnswer(200, Configuration(http)),
            "GetInstanceDiscovery" => new AuthorityAnswer(200, InstanceDiscovery(http)),
            "GetManagedIdentityToken" => identities.Answer(http.Request),
            "GetSigningKeys" => new AuthorityAnswer(200, Keys()),
            _ => AuthorityAnswer.Refused(404, "invalid_request", 900144, "There is nothing at this address."),
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer.Body);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = bytes.Length;
        await http.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        await ResponseBody.SendAsync(http, bytes, cancellationToken).ConfigureAwait(false);
    }

    private bool IsTenant(string name) => name.Contains('-', StringComparison.Ordinal) || name == principal.TenantId;

    private string Base(HttpContext http) => $"https://{http.Request.Host}/{principal.TenantId}";

    private Dictionary<string, object> Configuration(HttpContext http) => new()
    {
        ["issuer"] = issuer.Issuer,
        ["authorization_endpoint"] = $"{Base(http)}/oauth2/v2.0/authorize",
        ["token_endpoint"] = $"{Base(http)}/oauth2/v2.0/token",
        ["jwks_uri"] = $"{Base(http)}/discovery/v2.0/keys",
        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_post", "private_key_jwt", "client_secret_basic" },
        ["response_types_supported"] = new[] { "token" },
        ["subject_types_supported"] = new[] { "pairwise" },
        ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.RsaSha256 },
    };

    private Dictionary<string, object> InstanceDiscovery(HttpContext http)
    {
        var host = http.Request.Host.ToString();
        return new Dictionary<string, object>
        {
            ["tenant_discovery_endpoint"] = $"{Base(http)}/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new[]
            {
                new Dictionary<string, object> { ["preferred_network"] = host, ["preferred_cache"] = host, ["aliases"] = new[] { host } },
            },
        };
    }

    private Dictionary<string, object> Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(issuer.Key.Rsa.ExportParameters(false)));
        var entry = new Dictionary<string, object>
        {
            ["kty"] = key.Kty,
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.RsaSha256,
            ["kid"] = issuer.Key.KeyId,
            ["n"] = key.N,
            ["e"] = key.E,
        };
        return new Dictionary<string, object> { ["keys"] = new[] { entry } };
    }
}
