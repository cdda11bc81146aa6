using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Http;

/// <summary>
/// Runs once an attempt, next to the transport: fills the <see cref="RequestTrace"/> and logs what went wrong. Thread-safe.
/// </summary>
internal sealed class TracePolicy : HttpPipelinePolicy
{
    private readonly ILogger _logger;

    public TracePolicy(ILogger logger) => _logger = logger;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        RequestTrace trace = RequestTrace.Of(message) ?? new RequestTrace(message.Request.Method.Method);
        trace.Attempts++;
        if (trace.PreserveLastWritten)
            message.Request.Headers.SetValue("x-ms-file-last-write-time", "Preserve");
        long started = Stopwatch.GetTimestamp();
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            trace.MayHaveHappened = true;
            if (!trace.Caller.IsCancellationRequested)
                LogMessages.RequestUnanswered(_logger, trace.Operation, trace.Attempts, Elapsed(started), e.Message);
            throw;
        }

        Observe(message.Response, trace, Elapsed(started));
        if (!message.BufferResponse && !message.Response.IsError)
            trace.Body = message.Response.ContentStream;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This room only makes asynchronous requests.");

    private static long Elapsed(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private void Observe(Response response, RequestTrace trace, long milliseconds)
    {
        if (response.Status < 400)
            return;
        string code = response.Headers.TryGetValue("x-ms-error-code", out string? text) ? text ?? "" : "";
        string requestId = response.Headers.RequestId ?? "";
        // A busy service says that it did nothing; every other 5xx leaves it open.
        trace.MayHaveHappened |= response.Status >= 500 && code != "ServerBusy";
        if (response.Status is 401 or 429 or >= 500)
            LogMessages.RequestTroubled(_logger, trace.Operation, trace.Attempts, response.Status, code, milliseconds, requestId);
        else
            LogMessages.RequestRefused(_logger, trace.Operation, trace.Attempts, response.Status, code, milliseconds, requestId);
    }
}
