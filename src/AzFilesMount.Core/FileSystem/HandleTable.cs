using System.Collections.Concurrent;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Open files or directories by the id the kernel holds. Ids are never reused. Thread-safe.</summary>
internal sealed class HandleTable<T>
    where T : class
{
    private readonly ConcurrentDictionary<HandleId, T> _open = new();
    private ulong _last;

    public int Count => _open.Count;

    public T Add(Func<HandleId, T> open)
    {
        var id = new HandleId(Interlocked.Increment(ref _last));
        T opened = open(id);
        _open[id] = opened;
        return opened;
    }

    public IReadOnlyCollection<T> All() => [.. _open.Values];

    public T? Find(HandleId id) => _open.GetValueOrDefault(id);

    public T? Remove(HandleId id) => _open.TryRemove(id, out T? opened) ? opened : null;
}
