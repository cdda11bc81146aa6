namespace AzFilesMount.Emulator.Storage;

/// <summary>Bytes of one content in pages of 64 KiB; a page that was never written does not exist. One writer or many readers.</summary>
internal sealed class PagedBytes : IContentReader
{
    private const int PageLength = 64 * 1024;

    private readonly Dictionary<long, byte[]> _pages = [];

    public void Read(long offset, Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var (page, start, count) = Locate(offset, buffer.Length);
            if (_pages.TryGetValue(page, out var bytes))
                bytes.AsSpan(start, count).CopyTo(buffer);
            else
                buffer[..count].Clear();
            buffer = buffer[count..];
            offset += count;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var (page, start, count) = Locate(offset, bytes.Length);
            if (!_pages.TryGetValue(page, out var target))
                _pages[page] = target = new byte[PageLength];
            bytes[..count].CopyTo(target.AsSpan(start));
            bytes = bytes[count..];
            offset += count;
        }
    }

    public void Clear(long offset, long length)
    {
        var end = length > long.MaxValue - offset ? long.MaxValue : offset + length;
        foreach (var page in _pages.Keys.ToArray())
        {
            var pageStart = page * PageLength;
            var first = Math.Max(offset, pageStart);
            var last = Math.Min(end, pageStart + PageLength);
            if (first >= last)
                continue;
            if (last - first == PageLength)
                _pages.Remove(page);
            else
                _pages[page].AsSpan((int)(first - pageStart), (int)(last - first)).Clear();
        }
    }

    public PagedBytes Copy()
    {
        var copy = new PagedBytes();
        foreach (var (page, bytes) in _pages)
            copy._pages[page] = (byte[])bytes.Clone();
        return copy;
    }

    /// <summary>Readers share this object: there is nothing of their own to release.</summary>
    public void Dispose()
    {
    }

    private static (long Page, int Start, int Count) Locate(long offset, int wanted)
    {
        var start = (int)(offset % PageLength);
        return (offset / PageLength, start, Math.Min(wanted, PageLength - start));
    }
}
