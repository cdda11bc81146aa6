using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Storage;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Makes a file from another one of the account. The copy is done when the answer goes, as the service does with small files.</summary>
internal sealed class CopyFile : IOperation
{
    public string Name => nameof(CopyFile);

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var source = CopySource.Find(context);
        var state = context.Change(tree => Copy(context, tree, source)).State;
        Answers.Stamp(context, state);
        context.Response.Headers["x-ms-copy-id"] = state.Copy!.Id.ToString();
        context.Response.Headers["x-ms-copy-status"] = "success";
        return Answers.EmptyAsync(context, 202);
    }

    private static Entry Copy(OperationContext context, ShareTree tree, Entry source)
    {
        if (context.Path.Length == 0)
            throw Faults.ResourceTypeMismatch();
        var parent = tree.FindParent(context.Path);
        var existing = tree.TryFind(context.Path);
        if (existing is not null)
            CheckReplaceable(context, existing);
        else if (context.LeaseId() is not null)
            throw LeaseFaults.NotPresentWithFile();
        var made = PropertyHeaders.Create(context, context.Path[^1], isDirectory: false, source.State);
        var changes = new List<JournalChange>();
        var (content, read) = context.Account.Contents.Duplicate(source, changes);
        var state = made with
        {
            // A file keeps its id when it is copied over: only its content is replaced.
            Id = existing?.State.Id ?? tree.NextId(),
            Content = content,
            Length = read.Length,
            Headers = read.Headers,
            Metadata = made.Metadata.Count > 0 ? made.Metadata : read.Metadata,
            LeaseId = existing?.State.LeaseId,
            Copy = new CopyRecord(Guid.NewGuid(), context.Required(CopySource.Header), read.Length, made.Version),
        };
        return context.Account.Editor.Create(tree, parent, state, existing, more: changes);
    }

    private static void CheckReplaceable(OperationContext context, Entry existing)
    {
        if (existing.IsDirectory)
            throw Faults.ResourceTypeMismatch();
        LeaseGuard.CheckWrite(existing.State, context.LeaseId());
        if (existing.State.IsReadOnly && !context.Flag("x-ms-file-copy-ignore-readonly"))
            throw Faults.ReadOnlyAttribute();
    }
}
