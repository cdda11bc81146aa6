using System.Globalization;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Reads a file or a range of it.</summary>
internal sealed class GetFile : IOperation
{
    public string Name => nameof(GetFile);

    public OperationAccess Access => OperationAccess.Read;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var span = ByteSpan.Read(context);
        var entry = context.Tree().FindFile(context.Path);
        using var reading = FileReading.Begin(context.Account.Contents, entry, span);
        LeaseGuard.CheckRead(reading.State, context.LeaseId());
        WriteHeaders(context, reading, entry.ParentId, span is not null);
        if (reading.Length > 0)
            await reading.SendAsync(context.Http, cancellationToken).ConfigureAwait(false);
    }

    private static void WriteHeaders(OperationContext context, FileReading reading, ulong parentId, bool isPart)
    {
        var response = context.Response;
        FileHeaders.Write(context, reading.State, parentId, isPart);
        response.Headers.AcceptRanges = "bytes";
        response.ContentLength = reading.Length;
        response.StatusCode = isPart ? 206 : 200;
        if (isPart)
        {
            response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {reading.Offset}-{reading.Offset + reading.Length - 1}/{reading.State.Length}");
        }

        if (context.Flag("x-ms-range-get-content-md5"))
            response.Headers.ContentMD5 = isPart && reading.IsWhole ? RequestBody.ComputeMd5(reading.FirstPiece.Span) : throw Faults.InvalidInput();
    }
}
