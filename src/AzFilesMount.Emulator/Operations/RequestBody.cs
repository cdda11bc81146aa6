using System.Buffers;
using System.Security.Cryptography;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>A request's body, whole and in a pooled buffer, so that a change is made at once and a broken upload changes nothing.</summary>
internal sealed class RequestBody : IDisposable
{
    public const int MaximumLength = 4 * 1024 * 1024;

    private byte[]? _buffer;
    private string? _md5;

    private RequestBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    public string Md5 => _md5 ??= ComputeMd5(Bytes.Span);

    public static async Task<RequestBody> ReadAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var request = context.Http.Request;
        if (request.ContentLength > MaximumLength)
            throw Faults.RequestBodyTooLarge();
        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? MaximumLength) + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return length <= MaximumLength ? new RequestBody(buffer, length) : throw Faults.RequestBodyTooLarge();
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <summary>Refuses a body that is not the one whose MD5 the client sent.</summary>
    public void CheckMd5(OperationContext context)
    {
        if (FileHeaders.Md5(context, "Content-MD5") is { } specified && specified != Md5)
            throw Faults.Md5Mismatch(specified, Md5);
    }

#pragma warning disable CA5351 // The protocol's checksum is MD5; nothing is secured by it.
    public static string ComputeMd5(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
