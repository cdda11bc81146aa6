using System.Net;
using System.Text;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>Answers as the service forms them.</summary>
internal static class Answers
{
    public const string ETag = "\"0x8DB04C49B015D76\"";

    public static HttpResponseMessage Ok(
        HttpStatusCode status = HttpStatusCode.OK, byte[]? body = null, string etag = ETag, string attributes = "Archive")
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body ?? []) };
        response.Headers.TryAddWithoutValidation("ETag", etag);
        response.Headers.TryAddWithoutValidation("x-ms-request-id", "0f0f0f0f-0000-0000-0000-000000000000");
        response.Headers.TryAddWithoutValidation("x-ms-file-attributes", attributes);
        response.Headers.TryAddWithoutValidation("x-ms-file-creation-time", "2024-01-02T03:04:05.1234567Z");
        response.Headers.TryAddWithoutValidation("x-ms-file-last-write-time", "2024-02-03T04:05:06.7654321Z");
        response.Headers.TryAddWithoutValidation("x-ms-file-change-time", "2024-03-04T05:06:07.0000001Z");
        response.Headers.TryAddWithoutValidation("x-ms-file-id", "13835128424026341376");
        response.Headers.TryAddWithoutValidation("x-ms-file-parent-id", "0");
        response.Content.Headers.TryAddWithoutValidation("Last-Modified", "Thu, 02 Feb 2023 01:00:00 GMT");
        return response;
    }

    /// <summary>A HEAD answer of a file.</summary>
    public static HttpResponseMessage Head(long length, string? contentType = null, string etag = ETag)
    {
        HttpResponseMessage response = Ok(etag: etag);
        response.Content = new LengthOnlyContent(length);
        if (contentType is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        response.Content.Headers.TryAddWithoutValidation("Last-Modified", "Thu, 02 Feb 2023 01:00:00 GMT");
        return response;
    }

    public static HttpResponseMessage Part(byte[] file, SentRequest request, string etag = ETag, HttpContent? content = null)
    {
        string[] ends = (request.Header("x-ms-range") ?? request.Header("Range"))!["bytes=".Length..].Split('-');
        int first = int.Parse(ends[0]);
        int last = Math.Min(int.Parse(ends[1]), file.Length - 1);
        HttpResponseMessage response = Ok(HttpStatusCode.PartialContent, etag: etag);
        response.Content = content ?? new ByteArrayContent(file[first..(last + 1)]);
        response.Content.Headers.TryAddWithoutValidation("Content-Range", $"bytes {first}-{last}/{file.Length}");
        response.Content.Headers.TryAddWithoutValidation("Last-Modified", "Thu, 02 Feb 2023 01:00:00 GMT");
        return response;
    }

    public static HttpResponseMessage Error(
        int status, string code, string message = "It did not work.", string extra = "", bool body = true)
    {
        string text = $"<Code>{code}</Code><Message>{message}\nRequestId:1\nTime:2</Message>{extra}";
        string xml = $"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error>{text}</Error>";
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = body ? new StringContent(xml, Encoding.UTF8, "application/xml") : new ByteArrayContent([]),
        };
        response.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        response.Headers.TryAddWithoutValidation("x-ms-request-id", "0f0f0f0f-0000-0000-0000-000000000000");
        return response;
    }

    public static HttpResponseMessage Xml(string xml)
    {
        HttpResponseMessage response = Ok();
        response.Content = new StringContent("\uFEFF" + xml, Encoding.UTF8, "application/xml");
        response.Content.Headers.TryAddWithoutValidation("Last-Modified", "Thu, 02 Feb 2023 01:00:00 GMT");
        return response;
    }
}
