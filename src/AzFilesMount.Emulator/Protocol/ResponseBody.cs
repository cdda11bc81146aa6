using System.IO.Pipelines;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Writes bodies in pieces that suit TLS: a piece becomes full records, where Kestrel's own segments of 4 KiB would not.</summary>
internal static class ResponseBody
{
    private const int PieceLength = 64 * 1024;

    /// <summary>Everything but the last piece is flushed.</summary>
    public static async ValueTask WriteAsync(PipeWriter writer, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, PieceLength);
            bytes.Span[..count].CopyTo(writer.GetSpan(count));
            writer.Advance(count);
            bytes = bytes[count..];
            if (bytes.Length > 0)
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
