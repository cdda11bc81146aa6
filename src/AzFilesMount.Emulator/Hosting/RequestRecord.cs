using AzFilesMount.Emulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Gathers, while a request is served, what is logged of it, and logs it once. A feature of the request.</summary>
internal sealed class RequestRecord(HttpContext http, RequestLog? log, TimeProvider time)
{
    private const int ClientClosedRequest = 499;

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();
    private bool _isLogged;

    public Guid Id { get; } = Guid.NewGuid();

    public string Operation { get; set; } = "Unknown";

    public string Path { get; set; } = "/";

    public long ResponseBytes { get; set; }

    public bool WasAborted { get; set; }

    public void Log()
    {
        if (log is null || _isLogged)
            return;
        _isLogged = true;
        log.Write(Entry());
    }

    private RequestLogEntry Entry()
    {
        var headers = http.Request.Headers;
        return new RequestLogEntry(
            _started,
            Operation,
            http.Request.Method,
            Path,
            Text(headers[WireHeaders.Range].ToString()) ?? Text(headers.Range.ToString()),
            WasAborted ? ClientClosedRequest : http.Response.StatusCode,
            http.Request.ContentLength ?? 0,
            ResponseBytes,
            Text(headers[WireHeaders.ClientRequestId].ToString()),
            Text(http.Response.Headers.ETag.ToString()),
            time.GetElapsedTime(_timestamp));
    }

    private static string? Text(string value) => value.Length == 0 ? null : value;
}
