using AzFilesMount.Emulator.Storage;

namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// Changes the bytes of files together with their properties. Callers hold the tree's gate. The order is always: commit the new entity
/// tag, change the bytes, show the new state. A process killed in between leaves at most a change that nobody was told of under an entity
/// tag that nobody has seen, never old bytes under a tag that promises new ones.
/// </summary>
internal sealed class ContentEditor(IJournal journal, IContentStore store, long lastContentId) : IDisposable
{
    private long _lastContentId = lastContentId;

    public FileContent New() => new(Interlocked.Increment(ref _lastContentId), new RangeMap());

    /// <summary>Puts the first bytes into a content that no entry shows yet.</summary>
    public void Fill(FileContent content, ReadOnlySpan<byte> bytes, List<JournalChange> changes)
    {
        var plan = content.Ranges.PlanMark(0, bytes.Length);
        store.Write(content.Id, 0, bytes);
        content.Ranges.Apply(plan);
        changes.AddRange(plan.Select(chunk => new JournalChange.PutRanges(content.Id, chunk)));
    }

    /// <summary>A copy of a file's content that no entry shows yet, and the state that it is of.</summary>
    public (FileContent Content, EntryState State) Duplicate(Entry source, List<JournalChange> changes) => source.ReadContent(state =>
    {
        var copy = New();
        store.Copy(state.Content!.Id, copy.Id);
        copy.Ranges.Apply(state.Content.Ranges.Chunks);
        changes.AddRange(copy.Ranges.Chunks.Select(chunk => new JournalChange.PutRanges(copy.Id, chunk)));
        return (copy, state);
    });

    public void Write(ShareTree tree, Entry entry, EntryState state, long offset, ReadOnlySpan<byte> bytes)
    {
        var changes = new List<JournalChange>();
        var content = Own(entry, changes);
        state = state with { Content = content };
        var plan = content.Ranges.PlanMark(offset, bytes.Length);
        Commit(tree, entry, state, changes, plan, content);
        Enter(content);
        try
        {
            store.Write(content.Id, offset, bytes);
        }
        finally
        {
            Leave(content, entry, state, plan);
        }
    }

    /// <summary>Zeros a span. The map is committed after the bytes, so that it never calls empty what still holds something.</summary>
    public void Clear(ShareTree tree, Entry entry, EntryState state, long offset, long length)
    {
        var changes = new List<JournalChange>();
        var content = Own(entry, changes);
        state = state with { Content = content };
        var plan = content.Ranges.PlanClear(offset, length);
        Commit(tree, entry, state, changes, [], content);
        Enter(content);
        try
        {
            store.Clear(content.Id, offset, length);
        }
        finally
        {
            Leave(content, entry, state, plan);
        }

        journal.Commit(plan.ConvertAll<JournalChange>(chunk => new JournalChange.PutRanges(content.Id, chunk)));
    }

    /// <summary>Gives the file the length of <paramref name="state"/>; what is cut off reads as zeros should it grow again.</summary>
    public void Resize(ShareTree tree, Entry entry, EntryState state)
    {
        if (state.Length >= entry.State.Length)
        {
            journal.Commit([new JournalChange.PutEntry(tree.State.TreeId, entry.ParentId, state)]);
            entry.State = state;
            return;
        }

        var changes = new List<JournalChange>();
        var content = Own(entry, changes);
        state = state with { Content = content };
        var plan = content.Ranges.PlanClear(state.Length, long.MaxValue);
        Commit(tree, entry, state, changes, plan, content);
        Enter(content);
        try
        {
            store.Truncate(content.Id, state.Length);
        }
        finally
        {
            Leave(content, entry, state, plan);
        }
    }

    public static void PlanRelease(Entry? entry, List<JournalChange> changes)
    {
        if (entry?.State.Content is { References: 1 } content)
            changes.Add(new JournalChange.DropRanges(content.Id));
    }

    public void Release(Entry entry)
    {
        if (entry.State.Content is not { } content || --content.References > 0)
            return;
        Enter(content);
        try
        {
            store.Delete(content.Id);
        }
        finally
        {
            content.Gate.ExitWriteLock();
        }
    }

    public IContentReader OpenRead(FileContent content) => store.OpenRead(content.Id);

    public void Dispose() => store.Dispose();

    private static void Enter(FileContent content) => content.Gate.EnterWriteLock();

    private static void Leave(FileContent content, Entry entry, EntryState state, List<RangeChunk> plan)
    {
        content.Ranges.Apply(plan);
        entry.State = state;
        content.Gate.ExitWriteLock();
    }

    /// <summary>The content to change: the entry's own, or a copy of it while a snapshot shares it.</summary>
    private FileContent Own(Entry entry, List<JournalChange> changes)
    {
        var shared = entry.State.Content!;
        if (shared.References == 1)
            return shared;
        var own = New();
        store.Copy(shared.Id, own.Id);
        own.Ranges.Apply(shared.Ranges.Chunks);
        changes.AddRange(own.Ranges.Chunks.Select(chunk => new JournalChange.PutRanges(own.Id, chunk)));
        return own;
    }

    private void Commit(
        ShareTree tree, Entry entry, EntryState state, List<JournalChange> changes, List<RangeChunk> plan, FileContent content)
    {
        changes.Add(new JournalChange.PutEntry(tree.State.TreeId, entry.ParentId, state));
        changes.AddRange(plan.Select(chunk => new JournalChange.PutRanges(content.Id, chunk)));
        journal.Commit(changes);
        if (entry.State.Content is { } old && old != content)
            old.References--;
    }
}
