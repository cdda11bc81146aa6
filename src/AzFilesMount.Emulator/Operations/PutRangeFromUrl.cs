using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Writes a range of another file of the account into a file. The bytes are read first: the two may be the same file.</summary>
internal sealed class PutRangeFromUrl : IOperation
{
    private const string SourceRange = "x-ms-source-range";

    public string Name => "PutRangeFromURL";

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var (offset, length) = Range(context, WireHeaders.Range);
        var (sourceOffset, sourceLength) = Range(context, SourceRange);
        if (length != sourceLength)
            throw RequestFaults.InvalidHeader(SourceRange, context.Required(SourceRange));
        if (length > RequestBody.MaximumLength)
            throw Faults.RequestBodyTooLarge();
        var bytes = Read(context, CopySource.Find(context), sourceOffset, (int)length);
        var state = context.Change(tree =>
        {
            var (entry, next) = RangeChange.Begin(context, tree, offset, length);
            tree.Quota.Reserve(tree, length);
            context.Account.Contents.Write(tree, entry, next, offset, bytes);
            return next;
        });
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.LastWriteTime] = WireTime.Smb(state.LastWriteTime);
        context.Response.Headers[WireHeaders.RequestEncrypted] = "true";
        return Answers.EmptyAsync(context, 201);
    }

    private static (long Offset, long Length) Range(OperationContext context, string header)
    {
        var text = context.Required(header);
        return ByteSpan.Parse(header, text) is { Last: { } last } span
            ? (span.First, last - span.First + 1)
            : throw RequestFaults.InvalidHeader(header, text);
    }

    private static byte[] Read(OperationContext context, Entry source, long offset, int length) => source.ReadContent(state =>
    {
        if (offset + length > state.Length)
            throw Faults.InvalidRange(state.Length);
        var bytes = new byte[length];
        using var reader = context.Account.Contents.OpenRead(state.Content!);
        reader.Read(offset, bytes);
        return bytes;
    });
}
