using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Headers that every answer of the service has.</summary>
internal static class Envelope
{
    private const string FrontEnd = "Microsoft-HTTPAPI/2.0";

    public static void Write(HttpContext http, Guid requestId, bool isEarly)
    {
        var (request, response) = (http.Request.Headers, http.Response.Headers);
        response.Server = isEarly ? FrontEnd : $"Windows-Azure-File/1.0 {FrontEnd}";
        response[WireHeaders.RequestId] = requestId.ToString();
        if (!isEarly && request.TryGetValue(WireHeaders.Version, out var version))
            response[WireHeaders.Version] = version;
        if ("true".Equals(request["x-ms-return-client-request-id"], StringComparison.OrdinalIgnoreCase)
            && request.TryGetValue(WireHeaders.ClientRequestId, out var clientRequestId))
        {
            response[WireHeaders.ClientRequestId] = clientRequestId;
        }
    }
}
