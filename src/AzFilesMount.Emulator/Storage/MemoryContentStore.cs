using System.Collections.Concurrent;

namespace AzFilesMount.Emulator.Storage;

/// <summary>Contents in memory.</summary>
internal sealed class MemoryContentStore : IContentStore
{
    private readonly ConcurrentDictionary<long, PagedBytes> _contents = new();

    public void Write(long contentId, long offset, ReadOnlySpan<byte> bytes) => Of(contentId).Write(offset, bytes);

    public void Clear(long contentId, long offset, long length) => Of(contentId).Clear(offset, length);

    public void Truncate(long contentId, long length) => Of(contentId).Clear(length, long.MaxValue - length);

    public void Copy(long sourceId, long destinationId) => _contents[destinationId] = Of(sourceId).Copy();

    public void Delete(long contentId) => _contents.TryRemove(contentId, out _);

    public IContentReader OpenRead(long contentId) => Of(contentId);

    public void Dispose() => _contents.Clear();

    private PagedBytes Of(long contentId) => _contents.GetOrAdd(contentId, static _ => new PagedBytes());
}
