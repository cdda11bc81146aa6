using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Authority;

/// <summary>The token endpoint of the authority: hands out tokens to clients that prove who they are. Grants: client credentials
/// (secret, certificate, federated token).</summary>
internal sealed class TokenEndpoint(TokenIssuer issuer, ServicePrincipal principal, ClientAssertions assertions, EmulatorOptions options)
{
    private const string DefaultScope = "/.default";

    public async Task<AuthorityAnswer> HandleAsync(HttpContext http, string tenant, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
            return AuthorityAnswer.Refused(405, "invalid_request", 900561, "The endpoint only accepts POST requests.");
        if (!http.Request.HasFormContentType)
            return AuthorityAnswer.Refused(400, "invalid_request", 900144, "The request body must be a form.");
        var form = await http.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        if (!tenant.Equals(principal.TenantId, StringComparison.OrdinalIgnoreCase))
            return AuthorityAnswer.Refused(400, "invalid_request", 90002, $"Tenant '{tenant}' not found.");
        var grant = form["grant_type"].ToString();
        return grant == "client_credentials"
            ? await ClientCredentialsAsync(http, form).ConfigureAwait(false)
            : AuthorityAnswer.Refused(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");
    }

    private async Task<AuthorityAnswer> ClientCredentialsAsync(HttpContext http, IFormCollection form)
    {
        var (clientId, secret) = Client(http, form);
        if (!clientId.Equals(principal.ClientId, StringComparison.OrdinalIgnoreCase))
            return AuthorityAnswer.Refused(400, "unauthorized_client", 700016, $"Application with identifier '{clientId}' was not found.");
        var assertion = form["client_assertion"].ToString();
        if (assertion.Length > 0 && form["client_assertion_type"] != ClientAssertions.Type)
            return AuthorityAnswer.Refused(400, "invalid_request", 50027, $"The client assertion type must be '{ClientAssertions.Type}'.");
        if (assertion.Length > 0 && await assertions.CheckAsync(assertion).ConfigureAwait(false) is { } refusal)
            return refusal;
        if (assertion.Length == 0 && !SameSecret(secret))
            return AuthorityAnswer.Refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
        if (Audience(form) is not { } audience)
            return AuthorityAnswer.Refused(400, "invalid_scope", 70011, "The scope must be a resource followed by /.default.");
        return AuthorityAnswer.Token(issuer.Create(options.Role, audience, options.TokenLifetime), options.TokenLifetime);
    }

    /// <summary>Id and secret from the form, or from basic authentication.</summary>
    private static (string Id, string Secret) Client(HttpContext http, IFormCollection form)
    {
        const string Basic = "Basic ";
        var authorization = http.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return (form["client_id"].ToString(), form["client_secret"].ToString());
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Basic.Length..], bytes, out var count))
            return ("", "");
        var parts = Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2);
        return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : ("", "");
    }

    private bool SameSecret(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(principal.ClientSecret));

    private static string? Audience(IFormCollection form)
    {
        var resource = form["resource"].ToString();
        if (resource.Length > 0)
            return resource;
        var scope = form["scope"].ToString().Split(' ').FirstOrDefault(s => s.EndsWith(DefaultScope, StringComparison.Ordinal));
        return scope is { Length: > 9 } ? scope[..^DefaultScope.Length] : null;
    }
}
