using System.Buffers;
using AzFilesMount.Emulator.Hosting;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Storage;
using AzFilesMount.Emulator.Tree;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AzFilesMount.Emulator.Operations;

/// <summary>
/// A read of a file. State and first piece (4 MiB, which is all of most reads) are taken together, so that the entity tag sent is that of
/// the bytes sent; later pieces of a longer read may be newer, as on any server that streams.
/// </summary>
internal sealed class FileReading : IDisposable
{
    private const int PieceLength = 4 * 1024 * 1024;

    private readonly IContentReader _reader;
    private readonly FileContent _content;
    private readonly byte[] _buffer;

    private FileReading(IContentReader reader, EntryState state, long offset, long length)
    {
        _reader = reader;
        _content = state.Content!;
        State = state;
        Offset = offset;
        Length = length;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, PieceLength));
        _reader.Read(offset, _buffer.AsSpan(0, FirstPiece.Length));
    }

    public EntryState State { get; }

    public long Offset { get; }

    public long Length { get; }

    /// <summary>The first piece is all there is.</summary>
    public bool IsWhole => Length <= PieceLength;

    public ReadOnlyMemory<byte> FirstPiece => _buffer.AsMemory(0, (int)Math.Min(Length, PieceLength));

    public static FileReading Begin(ContentEditor contents, Entry entry, ByteSpan? span) => entry.ReadContent(state =>
    {
        var (offset, length) = Resolve(span, state.Length);
        return new FileReading(contents.OpenRead(state.Content!), state, offset, length);
    });

    public async Task SendAsync(HttpContext http, CancellationToken cancellationToken)
    {
        http.Features.GetRequiredFeature<RequestRecord>().ResponseBytes = Length;
        await http.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        await ResponseBody.WriteAsync(http, FirstPiece, IsWhole, cancellationToken).ConfigureAwait(false);
        for (long done = FirstPiece.Length; done < Length;)
        {
            var piece = _buffer.AsMemory(0, (int)Math.Min(PieceLength, Length - done));
            ReadPiece(Offset + done, piece.Span);
            done += piece.Length;
            await ResponseBody.WriteAsync(http, piece, isLast: done == Length, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>A range that begins at or past the end is refused; one that goes past it is cut.</summary>
    private static (long Offset, long Length) Resolve(ByteSpan? span, long fileLength)
    {
        if (span is not { } asked)
            return (0, fileLength);
        if (asked.First >= fileLength)
            throw Faults.InvalidRange(fileLength);
        return (asked.First, Math.Min(asked.Last ?? long.MaxValue - 1, fileLength - 1) - asked.First + 1);
    }

    private void ReadPiece(long offset, Span<byte> piece)
    {
        _content.Gate.EnterReadLock();
        try
        {
            _reader.Read(offset, piece);
        }
        finally
        {
            _content.Gate.ExitReadLock();
        }
    }
}
