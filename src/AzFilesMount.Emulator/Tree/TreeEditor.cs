using AzFilesMount.Emulator.Storage;

namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// Changes names and properties: commits to the journal, then shows the change to readers. Callers hold the tree's gate.
/// </summary>
internal sealed class TreeEditor(IJournal journal, ContentEditor contents)
{
    /// <summary>Adds an entry under <paramref name="parent"/>, in place of <paramref name="replaced"/> if there is one; <paramref name="more"/> is committed with it.</summary>
    public Entry Create(
        ShareTree tree,
        Entry parent,
        EntryState state,
        Entry? replaced,
        ReadOnlySpan<byte> data = default,
        IReadOnlyList<JournalChange>? more = null)
    {
        var changes = new List<JournalChange>(more ?? [])
        {
            new JournalChange.PutEntry(tree.State.TreeId, parent.State.Id, state),
            new JournalChange.CountIds(tree.State.TreeId, tree.IdCount),
        };
        if (data.Length > 0)
            contents.Fill(state.Content!, data, changes);
        ContentEditor.PlanRelease(replaced, changes);
        journal.Commit(changes);
        var entry = new Entry(state, parent);
        parent.Attach(entry);
        Forget(replaced);
        return entry;
    }

    public void Update(ShareTree tree, Entry entry, EntryState state)
    {
        journal.Commit([new JournalChange.PutEntry(tree.State.TreeId, entry.ParentId, state)]);
        entry.State = state;
    }

    public void Remove(ShareTree tree, Entry entry)
    {
        var changes = new List<JournalChange> { new JournalChange.DropEntry(tree.State.TreeId, entry.ParentId, entry.Key) };
        ContentEditor.PlanRelease(entry, changes);
        journal.Commit(changes);
        entry.Parent!.Detach(entry.Key);
        Forget(entry);
    }

    /// <summary>Gives an entry, and with it everything below, another place. Readers find the target's name throughout.</summary>
    public void Move(ShareTree tree, Entry entry, Entry parent, EntryState state, Entry? replaced)
    {
        var (oldParent, oldKey) = (entry.Parent!, entry.Key);
        var changes = new List<JournalChange>
        {
            new JournalChange.DropEntry(tree.State.TreeId, oldParent.State.Id, oldKey),
            new JournalChange.PutEntry(tree.State.TreeId, parent.State.Id, state),
        };
        ContentEditor.PlanRelease(replaced, changes);
        journal.Commit(changes);
        entry.State = state;
        parent.Attach(entry);
        if (oldParent != parent || oldKey != entry.Key)
            oldParent.Detach(oldKey);
        Forget(replaced);
    }

    /// <summary>Copies a tree's entries; contents are shared until the live file is written to.</summary>
    public ShareTree Snapshot(ShareTree tree, ShareState state)
    {
        lock (tree.Gate)
        {
            var copy = new ShareTree(state, tree.IdCount);
            var changes = new List<JournalChange> { new JournalChange.PutTree(state, tree.IdCount) };
            CopyChildren(tree.Root, copy.Root, state.TreeId, changes);
            journal.Commit(changes);
            return copy;
        }
    }

    /// <summary>Ends a tree; <paramref name="owner"/> is the share whose gate guards its contents.</summary>
    public void Drop(ShareTree owner, ShareTree tree)
    {
        lock (owner.Gate)
        {
            tree.IsDeleted = true;
            var entries = Descendants(tree.Root).ToArray();
            var changes = new List<JournalChange> { new JournalChange.DropTree(tree.State.TreeId) };
            foreach (var entry in entries)
                ContentEditor.PlanRelease(entry, changes);
            journal.Commit(changes);
            foreach (var entry in entries)
                Forget(entry);
        }
    }

    public static IEnumerable<Entry> Descendants(Entry directory)
    {
        foreach (var child in directory.Children!.Values)
        {
            yield return child;
            if (!child.IsDirectory)
                continue;
            foreach (var descendant in Descendants(child))
                yield return descendant;
        }
    }

    private static void CopyChildren(Entry source, Entry destination, long treeId, List<JournalChange> changes)
    {
        foreach (var child in source.Children!.Values)
        {
            var state = child.State with { LeaseId = null };
            var copy = new Entry(state, destination);
            destination.Attach(copy);
            if (state.Content is { } content)
                content.References++;
            changes.Add(new JournalChange.PutEntry(treeId, destination.State.Id, state));
            if (child.IsDirectory)
                CopyChildren(child, copy, treeId, changes);
        }
    }

    private void Forget(Entry? entry)
    {
        if (entry is null)
            return;
        entry.IsRemoved = true;
        contents.Release(entry);
    }
}
