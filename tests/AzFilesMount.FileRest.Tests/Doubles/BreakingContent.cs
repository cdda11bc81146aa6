using System.Net;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>A body whose connection breaks after some bytes.</summary>
internal sealed class BreakingContent : HttpContent
{
    private readonly byte[] _bytes;

    public BreakingContent(byte[] bytes) => _bytes = bytes;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new BreakingStream(_bytes));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new IOException("connection reset");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position == Length
            ? throw new IOException("connection reset")
            : base.ReadAsync(buffer, cancellationToken);
    }
}
