using System.Net;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>The body of an answer to HEAD: it has a length and no bytes.</summary>
internal sealed class LengthOnlyContent : HttpContent
{
    public LengthOnlyContent(long length) => Headers.ContentLength = length;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(Stream.Null);

    protected override bool TryComputeLength(out long length)
    {
        length = Headers.ContentLength ?? 0;
        return true;
    }
}
