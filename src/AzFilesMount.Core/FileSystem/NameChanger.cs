using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// Creates, deletes and renames. Names are as the share spells them. The kernel serialises changes of one directory, so between
/// looking and changing only other clients of the share can interfere. Thread-safe.
/// </summary>
internal sealed class NameChanger(EngineContext context, NodeResolver resolver)
{
    /// <summary>Creates a file or directory that does not exist; the node comes back with one reference.</summary>
    public async ValueTask<FsResult<Node>> CreateAsync(Node parent, string name, EntryKind kind, CancellationToken cancellationToken)
    {
        FsResult<EntryInfo> created = await context.Store.CreateAsync(parent, name, kind, cancellationToken).ConfigureAwait(false);
        if (!created.IsOk)
            return created.As<Node>();
        EntryInfo entry = created.Value with { Name = name };
        context.Directories.Put(parent.FileId, entry);
        if (kind == EntryKind.Directory)
            context.Directories.AddEmpty(entry.FileId);
        return resolver.Refer(parent, entry, context.Time.GetTimestamp());
    }

    public async ValueTask<FsResult<Unit>> DeleteAsync(Node parent, string name, EntryKind kind, CancellationToken cancellationToken)
    {
        FsResult<Node> found = await resolver.FindAsync(parent, name, cancellationToken).ConfigureAwait(false);
        if (!found.IsOk)
            return found.As<Unit>();
        Node node = found.Value;
        string spelling = node.Name;
        try
        {
            if (node.Kind != kind)
                return node.IsDirectory ? FsStatus.IsDirectory : FsStatus.NotDirectory;
            return node.OpenHandles > 0 && !node.IsDirectory
                ? await HideAsync(node, cancellationToken).ConfigureAwait(false)
                : await DeleteAsync(node, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The kernel forgets the name it deleted by; of the share's own spelling it must be told.
            if (spelling != name)
                context.Notify(parent, spelling);
            context.Nodes.Forget(node.Id, 1);
        }
    }

    /// <summary>Removes a node's entry from the share, a read-only one too, as Linux does.</summary>
    public async ValueTask<FsResult<Unit>> DeleteAsync(Node node, CancellationToken cancellationToken)
    {
        using IDisposable gate = await node.Gate.WriterLockAsync(cancellationToken).ConfigureAwait(false);
        FsResult<Unit> deleted = await context.Store.DeleteAsync(node, cancellationToken).ConfigureAwait(false);
        if (deleted.Status == FsStatus.ReadOnlyFile)
        {
            FsResult<EntryInfo> writable = await context.Store.SetPropertiesAsync(
                node,
                new PropertyChanges { Attributes = node.Entry.Attributes & ~ShareAttributes.ReadOnly },
                cancellationToken).ConfigureAwait(false);
            deleted = writable.IsOk
                ? await context.Store.DeleteAsync(node, cancellationToken).ConfigureAwait(false)
                : writable.As<Unit>();
        }
        if (deleted.IsOk || deleted.Status is FsStatus.NotFound)
            Gone(node);
        return deleted;
    }

    public async ValueTask<FsResult<Unit>> RenameAsync(
        Node parent, string name, Node newParent, string newName, RenameFlags flags, CancellationToken cancellationToken)
    {
        FsResult<Node> source = await resolver.FindAsync(parent, name, cancellationToken).ConfigureAwait(false);
        if (!source.IsOk)
            return source.As<Unit>();
        FsResult<Node> target = await resolver.FindAsync(newParent, newName, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!target.IsOk && target.Status != FsStatus.NotFound)
                return target.As<Unit>();
            return await RenameAsync(source.Value, newParent, newName, target.IsOk ? target.Value : null, flags, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            context.Nodes.Forget(source.Value.Id, 1);
            if (target.IsOk)
                context.Nodes.Forget(target.Value.Id, 1);
        }
    }

    private async ValueTask<FsResult<Unit>> RenameAsync(
        Node node, Node newParent, string newName, Node? target, RenameFlags flags, CancellationToken cancellationToken)
    {
        bool isSame = ReferenceEquals(node, target);
        if (isSame && node.Name == newName)
            return Unit.Ok;
        bool replaces = target is not null && !isSame;
        if (replaces)
        {
            FsResult<Unit> cleared = await ClearWayAsync(node, target!, flags, cancellationToken).ConfigureAwait(false);
            if (!cleared.IsOk)
                return cleared;
            replaces = !target!.IsStale && !target.DeleteOnRelease;
        }
        return await MoveAsync(node, newParent, newName, replaces ? target : null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The service replaces only files, and a replaced file must live on for those who have it open.</summary>
    private async ValueTask<FsResult<Unit>> ClearWayAsync(Node node, Node target, RenameFlags flags, CancellationToken cancellationToken)
    {
        if (flags.HasFlag(RenameFlags.NoReplace))
            return FsStatus.AlreadyExists;
        if (target.IsDirectory != node.IsDirectory)
            return target.IsDirectory ? FsStatus.IsDirectory : FsStatus.NotDirectory;
        if (target.IsDirectory)
            return await DeleteAsync(target, cancellationToken).ConfigureAwait(false);
        return target.OpenHandles > 0 ? await HideAsync(target, cancellationToken).ConfigureAwait(false) : Unit.Ok;
    }

    /// <summary>A file deleted while open moves out of sight, into the root of the mount so that its directory can go too.</summary>
    private async ValueTask<FsResult<Unit>> HideAsync(Node node, CancellationToken cancellationToken)
    {
        if (node.Parent is not { } parent)
            return FsStatus.StaleHandle;
        string name = node.Name;
        string hidden = $"{ServerNames.HiddenPrefix}{Guid.NewGuid():N}";
        FsResult<Unit> moved = await MoveAsync(node, context.Nodes.Root, hidden, null, cancellationToken).ConfigureAwait(false);
        if (!moved.IsOk)
            return moved;
        node.DeleteOnRelease = true;
        context.Directories.Remove(parent.FileId, name);
        context.Directories.Remove(context.Nodes.Root.FileId, hidden);
        return Unit.Ok;
    }

    private async ValueTask<FsResult<Unit>> MoveAsync(
        Node node, Node newParent, string newName, Node? replaced, CancellationToken cancellationToken)
    {
        // The requests of a directory need no gate of their own: its rename holds the whole tree still.
        using IDisposable? gate = node.IsDirectory ? null : await node.Gate.WriterLockAsync(cancellationToken).ConfigureAwait(false);
        var options = new RenameOptions(ReplaceIfExists: replaced is not null, IgnoreReadOnly: true);
        FsResult<EntryInfo> result = await context.Store.RenameAsync(
            node, newParent, newName, options, entry => Moved(node, newParent, newName, replaced, entry), cancellationToken)
            .ConfigureAwait(false);
        return result.IsOk ? Unit.Ok : result.As<Unit>();
    }

    private void Moved(Node node, Node newParent, string newName, Node? replaced, EntryInfo entry)
    {
        if (replaced is not null)
            Gone(replaced);
        if (node.Parent is { } oldParent)
            context.Directories.Remove(oldParent.FileId, node.Name);
        context.Nodes.Move(node, newParent, newName);
        node.Data?.AdvanceVersion(entry.ETag);
        node.Confirm(entry with { Name = newName, Length = node.Data?.BaseLength ?? 0 }, context.Time.GetTimestamp());
        if (!newName.StartsWith(ServerNames.HiddenPrefix, StringComparison.Ordinal))
            context.Directories.Put(newParent.FileId, node.Entry);
    }

    private void Gone(Node node)
    {
        if (node.Parent is { } parent)
            context.Directories.Remove(parent.FileId, node.Name);
        if (node.IsDirectory)
            context.Directories.Drop(node.FileId);
        context.Nodes.Detach(node);
    }
}
