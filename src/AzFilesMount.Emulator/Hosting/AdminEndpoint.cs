using System.Net;
using System.Text.Json;
using AzFilesMount.Emulator.Authority;
using AzFilesMount.Emulator.Faulting;
using AzFilesMount.Emulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>
/// What tests ask of the emulator itself, under a path that no account can have: from this machine, with a contributor's token.
/// </summary>
internal sealed class AdminEndpoint(TokenValidator tokens, FaultSource faults)
{
    private const string Prefix = "/.admin/";
    private const string Bearer = "Bearer ";
    private const int MaximumBody = 1024 * 1024;

    /// <summary>The name of the operation for the log, or null for a path of the service or of the authority.</summary>
    public static string? Match(HttpRequest request)
    {
        var path = request.Path.Value!;
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        return (path[Prefix.Length..], request.Method) switch
        {
            ("faults", "PUT") => "AdminSetFaults",
            _ => "AdminUnknown",
        };
    }

    public async Task HandleAsync(HttpContext http, string operation, CancellationToken cancellationToken)
    {
        await AdmitAsync(http).ConfigureAwait(false);
        object answer = operation switch
        {
            "AdminSetFaults" => await SetFaultsAsync(http, cancellationToken).ConfigureAwait(false),
            _ => throw Faults.InvalidUri(),
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await ResponseBody.SendAsync(http, bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task AdmitAsync(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
            throw AccessFaults.RoleMissing();
        var authorization = http.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            throw AccessFaults.TokenRefused("Bearer", "The request holds no token.");
        if (await tokens.CheckAsync(authorization[Bearer.Length..].Trim(), "Bearer").ConfigureAwait(false) != EmulatorRole.Contributor)
            throw AccessFaults.RoleMissing();
    }

    private async Task<object> SetFaultsAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.ContentLength is not <= MaximumBody)
            throw Faults.RequestBodyTooLarge();
        var bytes = new byte[(int)http.Request.ContentLength];
        await http.Request.Body.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        try
        {
            return new { rules = faults.Set(bytes) };
        }
        catch (FaultsException e)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return new { error = e.Message };
        }
    }
}
