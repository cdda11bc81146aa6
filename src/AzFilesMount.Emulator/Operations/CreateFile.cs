using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Makes a file, in place of one that has the name. The request may carry its first bytes.</summary>
internal sealed class CreateFile : IOperation
{
    public string Name => nameof(CreateFile);

    public OperationAccess Access => OperationAccess.Write;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var type = context.Required(WireHeaders.Type);
        if (!OperationContext.Is(type, "file"))
            throw RequestFaults.InvalidHeader(WireHeaders.Type, type);
        var length = FileLength.Read(context) ?? throw RequestFaults.MissingHeader(WireHeaders.ContentLength);
        using var body = await RequestBody.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        body.CheckMd5(context);
        var entry = context.Change(tree => Create(context, tree, length, body));
        if (body.Length > 0)
            context.Response.Headers.ContentMD5 = body.Md5;
        await Answers.ChangedAsync(context, 201, entry.State, entry.ParentId).ConfigureAwait(false);
    }

    private static Entry Create(OperationContext context, ShareTree tree, long length, RequestBody body)
    {
        if (context.Path.Length == 0)
            throw Faults.ResourceTypeMismatch();
        var id = tree.NextId();
        var parent = tree.FindParent(context.Path);
        var existing = tree.TryFind(context.Path);
        if (existing is not null)
            CheckReplaceable(context, existing);
        else if (context.LeaseId() is not null)
            throw LeaseFaults.NotPresentWithFile();
        var headers = FileHeaders.Read(context);
        var state = PropertyHeaders.Create(context, context.Path[^1], isDirectory: false) with
        {
            Id = id,
            Content = context.Account.Contents.New(),
            Length = Math.Max(length, body.Length),
            Headers = body.Length > 0 && headers.Type is null ? headers with { Type = context.Header("Content-Type") } : headers,
            LeaseId = existing?.State.LeaseId,
        };
        tree.Quota.Reserve(tree, body.Length);
        return context.Account.Editor.Create(tree, parent, state, existing, body.Bytes.Span);
    }

    private static void CheckReplaceable(OperationContext context, Entry existing)
    {
        if (existing.IsDirectory)
            throw Faults.ResourceAlreadyExists();
        LeaseGuard.CheckWrite(existing.State, context.LeaseId());
        if (existing.State.IsReadOnly)
            throw Faults.ReadOnlyAttribute();
    }
}
