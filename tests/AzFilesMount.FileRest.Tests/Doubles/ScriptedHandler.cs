using System.Collections.Concurrent;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>A server in one function: what it answers, and what it was asked.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Func<SentRequest, HttpResponseMessage> _answer;

    public ScriptedHandler(Func<SentRequest, HttpResponseMessage> answer) => _answer = answer;

    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            headers[header.Key] = string.Join(",", header.Value);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, headers, body, Requests.Count);
        Requests.Enqueue(sent);
        HttpResponseMessage response = _answer(sent);
        response.RequestMessage = request;
        if (sent.Header("x-ms-client-request-id") is { } id)
            response.Headers.TryAddWithoutValidation("x-ms-client-request-id", id);
        return response;
    }
}
