using System.Collections.Concurrent;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Storage;

namespace AzFilesMount.Emulator.Tree;

/// <summary>The shares of the one account that an emulator serves, and what they are kept in. Thread-safe.</summary>
internal sealed class Account : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ShareTree> _shares = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Share, long Instant), ShareTree> _snapshots = new();
    private readonly IJournal _journal;
    private long _lastTreeId;

    public Account(string name, IJournal journal, IContentStore contents, TimeProvider time)
    {
        Name = name;
        _journal = journal;
        Clock = new ServiceClock(time);
        var loaded = AccountLoader.Load(journal, contents, Clock);
        Permissions = new Permissions(name, journal, loaded.Permissions);
        Contents = new ContentEditor(journal, contents, loaded.LastContentId);
        Editor = new TreeEditor(journal, Contents);
        foreach (var tree in loaded.Trees)
            Keep(tree);
    }

    public string Name { get; }

    public ServiceClock Clock { get; }

    public Permissions Permissions { get; }

    public ContentEditor Contents { get; }

    public TreeEditor Editor { get; }

    public IReadOnlyList<string> ShareNames => [.. _shares.Keys.Order(StringComparer.Ordinal)];

    public ShareTree Find(string share, DateTime? snapshot = null)
    {
        if (!_shares.TryGetValue(share, out var tree))
            throw Faults.ShareNotFound();
        if (snapshot is not { } instant)
            return tree;
        return _snapshots.TryGetValue((share, instant.Ticks), out var taken) ? taken : throw Faults.ShareSnapshotNotFound();
    }

    public ShareTree CreateShare(string name, long? quotaGiB, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        if (!NameRules.IsShareName(name))
            throw Faults.InvalidResourceName();
        lock (_gate)
        {
            if (_shares.ContainsKey(name))
                throw Faults.ShareAlreadyExists();
            var now = Clock.Next();
            var state = new ShareState { TreeId = ++_lastTreeId, Name = name, CreationTime = now, Version = now, Metadata = metadata };
            var tree = new ShareTree(quotaGiB is { } quota ? state with { QuotaGiB = quota } : state, idCount: 0);
            _journal.Commit([new JournalChange.PutTree(tree.State, tree.IdCount)]);
            Keep(tree);
            return tree;
        }
    }

    /// <summary>Keeps another state of a share. Callers hold the tree's gate.</summary>
    public ShareState UpdateShare(ShareTree tree, ShareState state)
    {
        _journal.Commit([new JournalChange.PutTree(state, tree.IdCount)]);
        tree.State = state;
        return state;
    }

    /// <summary>The states of a share's snapshots, oldest first, if they are wanted, and then of the share.</summary>
    public IEnumerable<ShareState> States(string share, bool withSnapshots)
    {
        if (!_shares.TryGetValue(share, out var tree))
            return [];
        if (!withSnapshots)
            return [tree.State];
        return [.. _snapshots.Where(s => s.Key.Share == share).Select(s => s.Value.State).OrderBy(s => s.Snapshot), tree.State];
    }

    /// <summary>Snapshots are stamped in whole seconds; one taken within the second of the last gets the next second.</summary>
    public ShareTree TakeSnapshot(string share, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        lock (_gate)
        {
            var tree = Find(share);
            var now = Clock.Next();
            var instant = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
            while (_snapshots.ContainsKey((share, instant.Ticks)))
                instant = instant.AddSeconds(1);
            var state = tree.State with
            {
                TreeId = ++_lastTreeId,
                Snapshot = instant,
                Extras = tree.State.Extras with { Lease = null },
            };
            var copy = Editor.Snapshot(tree, metadata.Count > 0 ? state with { Metadata = metadata } : state);
            Keep(copy);
            return copy;
        }
    }

    public void DeleteSnapshot(string share, DateTime instant)
    {
        lock (_gate)
        {
            var tree = Find(share);
            Editor.Drop(tree, Find(share, instant));
            _snapshots.TryRemove((share, instant.Ticks), out _);
        }
    }

    public void DeleteShare(string name, bool withSnapshots)
    {
        lock (_gate)
        {
            var tree = Find(name);
            var taken = _snapshots.Keys.Where(k => k.Share == name).ToArray();
            if (taken.Length > 0 && !withSnapshots)
                throw Faults.ShareHasSnapshots();
            foreach (var key in taken)
                DeleteSnapshot(name, new DateTime(key.Instant, DateTimeKind.Utc));
            Editor.Drop(tree, tree);
            _shares.TryRemove(name, out _);
        }
    }

    public void Dispose()
    {
        _journal.Dispose();
        Contents.Dispose();
    }

    private void Keep(ShareTree tree)
    {
        _lastTreeId = Math.Max(_lastTreeId, tree.State.TreeId);
        if (tree.State.Snapshot is { } instant)
            _snapshots[(tree.State.Name, instant.Ticks)] = tree;
        else
            _shares[tree.State.Name] = tree;
    }
}
