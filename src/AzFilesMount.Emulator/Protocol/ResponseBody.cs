using AzFilesMount.Emulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Writes bodies in pieces that suit TLS: a piece becomes full records, where Kestrel's own segments of 4 KiB would not.</summary>
internal static class ResponseBody
{
    private const int PieceLength = 64 * 1024;

    /// <summary>Sends a whole body of known length.</summary>
    public static Task SendAsync(HttpContext http, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (http.Features.Get<RequestRecord>() is { } record)
            record.ResponseBytes = bytes.Length;
        return WriteAsync(http, bytes, isLast: true, cancellationToken);
    }

    /// <summary>Sends a part of a body. The request is logged before its last bytes leave, so that who has the answer finds the line.</summary>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> bytes, bool isLast, CancellationToken cancellationToken)
    {
        var writer = http.Response.BodyWriter;
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, PieceLength);
            bytes.Span[..count].CopyTo(writer.GetSpan(count));
            writer.Advance(count);
            bytes = bytes[count..];
            if (isLast && bytes.Length == 0)
                http.Features.Get<RequestRecord>()?.Log();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
