using System.Collections.Concurrent;

namespace AzFilesMount.Core.FileSystem;

/// <summary>How often single names were asked for in a directory that is not listed. Bounded; forgetting a count is harmless.</summary>
internal sealed class LookupCounter
{
    private const int MaxDirectories = 4096;

    private readonly ConcurrentDictionary<ulong, int> _counts = new();

    public int Count(ulong directory)
    {
        if (_counts.Count >= MaxDirectories)
            _counts.Clear();
        return _counts.AddOrUpdate(directory, 1, static (_, count) => count + 1);
    }
}
