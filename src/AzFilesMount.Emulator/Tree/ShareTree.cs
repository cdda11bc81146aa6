using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// The directories and files of a share or snapshot. Lookups are safe at any time; changes are made by holders of <see cref="Gate"/>.
/// </summary>
internal sealed class ShareTree
{
    private long _idCount;

    public ShareTree(ShareState state, long idCount)
    {
        State = state;
        _idCount = idCount;
        Root = new Entry(
            new EntryState
            {
                Id = 0,
                Name = "",
                IsDirectory = true,
                Attributes = SmbAttributes.Directory,
                CreationTime = state.CreationTime,
                LastWriteTime = state.CreationTime,
                ChangeTime = state.CreationTime,
                Version = state.CreationTime,
                PermissionKey = "",
            },
            parent: null);
    }

    /// <summary>Held while the tree changes, the journal's commit included: the order of commits is the order of changes.</summary>
    public Lock Gate { get; } = new();

    public ShareState State { get; set; }

    public QuotaGuard Quota { get; } = new();

    public Entry Root { get; }

    public bool IsSnapshot => State.Snapshot is not null;

    public bool IsDeleted { get; set; }

    public long IdCount => Volatile.Read(ref _idCount);

    public ulong NextId() => FileIds.FromCount(Interlocked.Increment(ref _idCount));

    /// <summary>The directory that holds, or would hold, the last of <paramref name="names"/>.</summary>
    public Entry FindParent(ReadOnlySpan<string> names)
    {
        var directory = Root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            if (!directory.Children!.TryGetValue(NameRules.Fold(names[i]), out var child) || !child.IsDirectory)
                throw Faults.ParentNotFound();
            directory = child;
        }

        return directory;
    }

    public Entry? TryFind(ReadOnlySpan<string> names)
    {
        if (names.Length == 0)
            return Root;
        return FindParent(names).Children!.TryGetValue(NameRules.Fold(names[^1]), out var entry) ? entry : null;
    }

    public Entry FindFile(ReadOnlySpan<string> names)
    {
        var entry = TryFind(names) ?? throw Faults.ResourceNotFound();
        return entry.IsDirectory ? throw Faults.ResourceTypeMismatch() : entry;
    }

    public Entry FindDirectory(ReadOnlySpan<string> names)
    {
        var entry = TryFind(names) ?? throw Faults.ResourceNotFound();
        return entry.IsDirectory ? entry : throw Faults.ResourceTypeMismatch();
    }
}
