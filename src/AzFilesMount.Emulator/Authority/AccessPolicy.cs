using System.Globalization;
using AzFilesMount.Emulator.Operations;
using AzFilesMount.Emulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Authority;

/// <summary>Lets data requests in: bearer tokens only, with backup intent, from the first service version that takes them on.</summary>
internal sealed class AccessPolicy(TokenValidator tokens, ServicePrincipal principal)
{
    private const string Bearer = "Bearer ";

    private static readonly DateOnly DataFloor = new(2022, 11, 2);
    private static readonly DateOnly ManagementFloor = new(2024, 11, 4);

    /// <summary>Who asks: the role of the token. Refuses requests that are not signed in properly.</summary>
    public async ValueTask<EmulatorRole> AuthenticateAsync(HttpContext http, RequestTarget target)
    {
        var headers = http.Request.Headers;
        var authorization = headers.Authorization.ToString();
        if (target.Query("sig") is not null || authorization.StartsWith("SharedKey", StringComparison.OrdinalIgnoreCase))
            throw AccessFaults.KeysNotPermitted();
        if (authorization.Length == 0)
            throw Anonymous(http);
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            throw AccessFaults.TokenRefused(Challenge(http), "The authentication scheme is not supported.");
        var role = await tokens.CheckAsync(authorization[Bearer.Length..].Trim(), Challenge(http)).ConfigureAwait(false);
        if (Version(http) < DataFloor)
            throw RequestFaults.InvalidHeader(WireHeaders.Version, headers[WireHeaders.Version].ToString());
        var intent = headers[WireHeaders.Intent].ToString();
        if (intent.Length == 0)
            throw RequestFaults.MissingHeader(WireHeaders.Intent);
        return OperationContext.Is(intent, "backup") ? role : throw RequestFaults.InvalidHeader(WireHeaders.Intent, intent);
    }

    /// <summary>Lets a request read what it copies from, which takes a token of its own.</summary>
    public async ValueTask CheckSourceAsync(HttpContext http)
    {
        var authorization = http.Request.Headers[CopySource.Authorization].ToString();
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            throw CopySource.Unverified(401, 401);
        try
        {
            if (await tokens.CheckAsync(authorization[Bearer.Length..].Trim(), Challenge(http)).ConfigureAwait(false) == EmulatorRole.None)
                throw CopySource.Unverified(403, 403);
        }
        catch (ServiceFault fault) when (fault.IsEarly)
        {
            throw CopySource.Unverified(fault.Status, fault.Status);
        }
    }

    /// <summary>Whether the role, and for managing shares the version, allow the operation.</summary>
    public static void Authorize(HttpContext http, EmulatorRole role, OperationAccess access)
    {
        if (access.HasFlag(OperationAccess.Manage) && Version(http) < ManagementFloor)
            throw AccessFaults.ManagementRestricted();
        if (role == EmulatorRole.None || (role == EmulatorRole.Reader && access.HasFlag(OperationAccess.Write)))
            throw AccessFaults.RoleMissing();
    }

    /// <summary>
    /// The service hides everything from anonymous requests. One that declares an intent is a bearer client without its token, and is told
    /// where to get one.
    /// </summary>
    private ServiceFault Anonymous(HttpContext http) => http.Request.Headers.ContainsKey(WireHeaders.Intent)
        ? AccessFaults.TokenRefused(Challenge(http), "The request holds no token.")
        : Faults.ResourceNotFound();

    private static DateOnly Version(HttpContext http)
    {
        var text = http.Request.Headers[WireHeaders.Version].ToString();
        if (text.Length == 0)
            throw RequestFaults.MissingHeader(WireHeaders.Version);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var version)
            ? version
            : throw RequestFaults.InvalidHeader(WireHeaders.Version, text);
    }

    private string Challenge(HttpContext http) =>
        $"Bearer authorization_uri=https://{http.Request.Host}/{principal.TenantId}/oauth2/authorize resource_id=https://storage.azure.com";
}
