using System.Collections.Concurrent;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// A file or directory in its place. Readers need no lock; all changes happen under <see cref="ShareTree.Gate"/>.
/// </summary>
internal sealed class Entry
{
    private volatile EntryState _state;
    private volatile Entry? _parent;
    private volatile bool _isRemoved;
    private volatile OrderedEntries? _ordered;
    private int _childrenVersion;

    public Entry(EntryState state, Entry? parent)
    {
        _state = state;
        _parent = parent;
        if (state.IsDirectory)
            Children = new ConcurrentDictionary<string, Entry>(concurrencyLevel: 1, capacity: 3, StringComparer.Ordinal);
    }

    public EntryState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Null for a share's root.</summary>
    public Entry? Parent
    {
        get => _parent;
        set => _parent = value;
    }

    /// <summary>Deleted or replaced; its content may be gone.</summary>
    public bool IsRemoved
    {
        get => _isRemoved;
        set => _isRemoved = value;
    }

    public bool IsDirectory => Children is not null;

    /// <summary>Children by folded name; null for a file. Change through <see cref="Attach"/> and <see cref="Detach"/>.</summary>
    public ConcurrentDictionary<string, Entry>? Children { get; }

    public ulong ParentId => _parent?.State.Id ?? 0;

    public string Key => NameRules.Fold(_state.Name);

    /// <summary>Puts a child under its name in one step, in place of one that had it.</summary>
    public void Attach(Entry child)
    {
        child.Parent = this;
        Children![child.Key] = child;
        Interlocked.Increment(ref _childrenVersion);
    }

    public void Detach(string key)
    {
        Children!.TryRemove(key, out _);
        Interlocked.Increment(ref _childrenVersion);
    }

    /// <summary>Reads state and bytes together, while no change of the bytes is under way.</summary>
    public T ReadContent<T>(Func<EntryState, T> read)
    {
        while (true)
        {
            var content = _state.Content!;
            content.Gate.EnterReadLock();
            try
            {
                if (_isRemoved)
                    throw Faults.ResourceNotFound();
                var state = _state;
                if (state.Content == content)
                    return read(state);
            }
            finally
            {
                content.Gate.ExitReadLock();
            }
        }
    }

    /// <summary>The children in name order. Sorted once and kept until a name changes, so that paging a large directory sorts once.</summary>
    public Entry[] Ordered()
    {
        // Read before the children, and counted up after a change of them: an order made during a change is not taken for a later one.
        var version = Volatile.Read(ref _childrenVersion);
        if (_ordered is { } kept && kept.Version == version)
            return kept.Entries;
        var pairs = Children!.ToArray();
        Array.Sort(pairs, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var ordered = Array.ConvertAll(pairs, static p => p.Value);
        _ordered = new OrderedEntries(version, ordered);
        return ordered;
    }

    private sealed record OrderedEntries(int Version, Entry[] Entries);
}
