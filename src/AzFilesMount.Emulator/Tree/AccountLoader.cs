using AzFilesMount.Emulator.Storage;

namespace AzFilesMount.Emulator.Tree;

/// <summary>Rebuilds the trees from a journal and brings the contents in line with it.</summary>
internal static class AccountLoader
{
    public static LoadedAccount Load(IJournal journal, IContentStore contents, ServiceClock clock)
    {
        var kept = journal.Load();
        var trees = kept.Trees.ConvertAll(t => new ShareTree(t.State, t.IdCount));
        foreach (var tree in trees)
            clock.StartAfter(tree.State.Version);
        Link(kept, trees.ToDictionary(t => t.State.TreeId), clock);
        if (contents is SparseFileContentStore files)
            Repair(files, kept);
        return new LoadedAccount(trees, kept.Permissions, kept.Contents.Keys.DefaultIfEmpty().Max());
    }

    private static void Link(JournalContent kept, Dictionary<long, ShareTree> trees, ServiceClock clock)
    {
        var directories = trees.ToDictionary(t => (t.Key, 0UL), t => t.Value.Root);
        var entries = kept.Entries.ConvertAll(e => (e.TreeId, e.ParentId, Entry: new Entry(e.State, parent: null)));
        foreach (var (treeId, _, entry) in entries.Where(e => e.Entry.IsDirectory))
            directories[(treeId, entry.State.Id)] = entry;
        foreach (var (treeId, parentId, entry) in entries)
        {
            clock.StartAfter(entry.State.Version);
            directories[(treeId, parentId)].Attach(entry);
        }
    }

    /// <summary>
    /// A killed process leaves contents whose entry is gone or was never committed, and bytes past a length that was cut. Both must go:
    /// the first would never be freed, the second would come back when the file grows.
    /// </summary>
    private static void Repair(SparseFileContentStore files, JournalContent kept)
    {
        var lengths = new Dictionary<long, long>();
        foreach (var (_, _, state) in kept.Entries)
        {
            if (state.Content is { } content)
                lengths[content.Id] = Math.Max(state.Length, lengths.GetValueOrDefault(content.Id));
        }

        foreach (var id in files.Ids().ToArray())
        {
            if (lengths.TryGetValue(id, out var length))
                files.Truncate(id, length);
            else
                files.Delete(id);
        }

        foreach (var (id, content) in kept.Contents)
            content.Ranges.Apply(content.Ranges.PlanClear(Units(lengths[id]), long.MaxValue));
    }

    private static long Units(long length) => (length + RangeMap.UnitLength - 1) / RangeMap.UnitLength * RangeMap.UnitLength;
}
