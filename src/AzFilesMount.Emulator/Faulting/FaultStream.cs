using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>Stands between an operation and the client and spoils the body on its way. Not thread-safe, as bodies are not.</summary>
internal sealed class FaultStream(HttpContext http, Stream inner, FaultEffects effects) : Stream
{
    private long _position;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var end = Math.Min(effects.CutShort ?? long.MaxValue, effects.ResetAfter ?? long.MaxValue);
        var count = (int)Math.Clamp(end - _position, 0, buffer.Length);
        if (count > 0)
            await inner.WriteAsync(Spoil(buffer[..count]), cancellationToken).ConfigureAwait(false);
        _position += buffer.Length;
        if (effects.ResetAfter is not { } reset || _position < reset)
            return;
        // What was written must be on its way before the connection goes, or the client would get less than was asked for.
        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        http.Abort();
        http.RequestAborted.ThrowIfCancellationRequested();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private ReadOnlyMemory<byte> Spoil(ReadOnlyMemory<byte> bytes)
    {
        var wrong = (int)Math.Clamp(effects.WrongBytes - _position, 0, bytes.Length);
        if (wrong == 0)
            return bytes;
        var copy = bytes.ToArray();
        for (var i = 0; i < wrong; i++)
            copy[i] ^= 0xFF;
        return copy;
    }
}
