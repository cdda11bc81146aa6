using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Gives a file or a whole directory tree another name or place within its share.</summary>
internal sealed class RenameEntry(bool isDirectory) : IOperation
{
    public string Name => isDirectory ? "RenameDirectory" : "RenameFile";

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var source = RenameSource.Read(context);
        if (source.Length == 0 || context.Path.Length == 0)
            throw Faults.InvalidUri();
        var entry = context.Change(tree => Rename(context, tree, source));
        return Answers.ChangedAsync(context, 200, entry.State, entry.ParentId);
    }

    private Entry Rename(OperationContext context, ShareTree tree, string[] sourcePath)
    {
        var source = FindSource(context, tree, sourcePath);
        var parent = tree.FindParent(context.Path);
        var existing = tree.TryFind(context.Path);
        if (existing == source)
            existing = null;
        if (existing is not null)
            CheckReplaceable(context, existing);
        else if (context.LeaseId(WireHeaders.DestinationLeaseId) is not null)
            throw LeaseFaults.NotPresentWithFile();
        for (var above = parent; above is not null; above = above.Parent)
        {
            if (above == source)
                throw Faults.SharingViolation();
        }

        context.Account.Editor.Move(tree, source, parent, Renamed(context, source.State), existing);
        return source;
    }

    private Entry FindSource(OperationContext context, ShareTree tree, string[] path)
    {
        var source = tree.TryFind(path) ?? throw Faults.ResourceNotFound();
        if (source.IsDirectory != isDirectory)
            throw Faults.ResourceTypeMismatch();
        LeaseGuard.CheckWrite(source.State, context.LeaseId(WireHeaders.SourceLeaseId));
        return source;
    }

    /// <summary>Only a file can be replaced, by a file or by a directory.</summary>
    private static void CheckReplaceable(OperationContext context, Entry existing)
    {
        if (!context.Flag(WireHeaders.RenameReplace) || existing.IsDirectory)
            throw Faults.ResourceAlreadyExists();
        if (existing.State.IsReadOnly && !context.Flag(WireHeaders.RenameIgnoreReadOnly))
            throw Faults.ReadOnlyAttribute();
        LeaseGuard.CheckWrite(existing.State, context.LeaseId(WireHeaders.DestinationLeaseId));
    }

    private EntryState Renamed(OperationContext context, EntryState state)
    {
        var metadata = MetadataHeaders.Read(context);
        var renamed = PropertyHeaders.Change(context, state) with
        {
            Name = context.Path[^1],
            Metadata = metadata.Count > 0 ? metadata : state.Metadata,
        };
        return !isDirectory && context.Header("x-ms-content-type") is { } type
            ? renamed with { Headers = renamed.Headers with { Type = type } }
            : renamed;
    }
}
