using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Writes or clears a range within a file; never makes it longer.</summary>
internal sealed class PutRange : IOperation
{
    public string Name => nameof(PutRange);

    public OperationAccess Access => OperationAccess.Write;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var write = context.Required(WireHeaders.Write);
        var span = ByteSpan.Read(context) ?? throw RequestFaults.MissingHeader(WireHeaders.Range);
        if (span.Last is not { } last)
            throw RequestFaults.InvalidHeader(WireHeaders.Range, context.Header(WireHeaders.Range) ?? "");
        using var body = await RequestBody.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        if (OperationContext.Is(write, "clear"))
            Clear(context, span.First, last - span.First + 1, body);
        else if (OperationContext.Is(write, "update"))
            Update(context, span.First, last - span.First + 1, body);
        else
            throw RequestFaults.InvalidHeader(WireHeaders.Write, write);
        await Answers.EmptyAsync(context, 201).ConfigureAwait(false);
    }

    private static void Update(OperationContext context, long offset, long length, RequestBody body)
    {
        if (length > RequestBody.MaximumLength)
            throw Faults.RequestBodyTooLarge();
        if (body.Length != length)
            throw RequestFaults.InvalidHeader(WireHeaders.Range, context.Header(WireHeaders.Range) ?? "");
        body.CheckMd5(context);
        var state = context.Change(tree =>
        {
            var (entry, next) = RangeChange.Begin(context, tree, offset, length);
            tree.Quota.Reserve(tree, length);
            context.Account.Contents.Write(tree, entry, next, offset, body.Bytes.Span);
            return next;
        });
        Answer(context, state);
        context.Response.Headers.ContentMD5 = body.Md5;
        context.Response.Headers[WireHeaders.RequestEncrypted] = "true";
    }

    private static void Clear(OperationContext context, long offset, long length, RequestBody body)
    {
        if (body.Length != 0)
            throw RequestFaults.InvalidHeader("Content-Length", context.Header("Content-Length") ?? "");
        Answer(context, context.Change(tree =>
        {
            var (entry, next) = RangeChange.Begin(context, tree, offset, length);
            context.Account.Contents.Clear(tree, entry, next, offset, length);
            return next;
        }));
    }

    private static void Answer(OperationContext context, EntryState state)
    {
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.LastWriteTime] = WireTime.Smb(state.LastWriteTime);
    }
}
