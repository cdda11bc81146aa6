using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.Metadata;

/// <summary>
/// The entries of one directory as pages bring them and as this mount changes them since. An entry keeps its position for good
/// (a removed one leaves a gap, a new one goes to the end), so a position is a stable place to go on reading. Thread-safe.
/// </summary>
public sealed class DirectoryListing
{
    /// <summary>Rough bytes of one entry in memory without its name.</summary>
    private const int EntryOverhead = 200;

    private readonly Lock _lock = new();
    private readonly List<EntryInfo?> _entries = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _removedWhileLoading = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource _progress = NewSignal();
    private FsStatus _outcome = FsStatus.Unset;
    private long _size = 256;

    /// <param name="startedAt">The provider's timestamp before the first request: what the listing shows is at least that new.</param>
    public DirectoryListing(long startedAt) => StartedAt = startedAt;

    public long StartedAt { get; }

    /// <summary>All pages are in, without an error.</summary>
    public bool IsComplete => Outcome == FsStatus.Ok;

    /// <summary>Unset while pages are still coming.</summary>
    public FsStatus Outcome
    {
        get
        {
            lock (_lock)
                return _outcome;
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _index.Count;
        }
    }

    /// <summary>One past the last position used so far.</summary>
    public int End
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>Rough bytes in memory.</summary>
    public long Size => Volatile.Read(ref _size);

    /// <summary>The size that the cache was told last; owned by the cache.</summary>
    internal long AccountedSize { get; set; }

    public bool TryFind(string name, out EntryInfo entry)
    {
        lock (_lock)
        {
            entry = _index.TryGetValue(name, out int at) ? _entries[at]! : null!;
            return entry is not null;
        }
    }

    /// <summary>False when nothing is at the position yet; a gap is true with null.</summary>
    public bool TryGetAt(int position, out EntryInfo? entry)
    {
        lock (_lock)
        {
            bool present = position < _entries.Count;
            entry = present ? _entries[position] : null;
            return present;
        }
    }

    /// <summary>Ends at the next page or at the end of loading; take it before the try that finds too little.</summary>
    public Task WhenProgressAsync()
    {
        lock (_lock)
            return _outcome == FsStatus.Unset ? _progress.Task : Task.CompletedTask;
    }

    /// <summary>Takes a page of the service. What this mount changed since loading began stays as it made it.</summary>
    public void AddPage(IReadOnlyList<EntryInfo> page)
    {
        lock (_lock)
        {
            foreach (EntryInfo entry in page)
            {
                // Of names that differ only in case no client may see two; a name known already is one this mount just made.
                if (!_removedWhileLoading.Contains(entry.Name))
                    TryAppend(entry);
            }
        }
        Signal();
    }

    public void Finish(FsStatus outcome)
    {
        lock (_lock)
            _outcome = outcome;
        Signal();
    }

    /// <summary>This mount made or changed the entry.</summary>
    public void Put(EntryInfo entry)
    {
        lock (_lock)
        {
            _removedWhileLoading.Remove(entry.Name);
            if (!TryAppend(entry))
                _entries[_index[entry.Name]] = entry;
        }
    }

    /// <summary>This mount took the name away.</summary>
    public void Remove(string name)
    {
        lock (_lock)
        {
            if (_outcome == FsStatus.Unset)
                _removedWhileLoading.Add(name);
            if (_index.Remove(name, out int at))
                _entries[at] = null;
        }
    }

    private bool TryAppend(EntryInfo entry)
    {
        if (!_index.TryAdd(entry.Name, _entries.Count))
            return false;
        _entries.Add(entry);
        _size += EntryOverhead + (2L * entry.Name.Length);
        return true;
    }

    private void Signal()
    {
        TaskCompletionSource progress;
        lock (_lock)
        {
            progress = _progress;
            _progress = NewSignal();
        }
        progress.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
