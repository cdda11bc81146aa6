using System.Buffers;
using AzFilesMount.Core;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Testing;

/// <summary>
/// A share in memory with the service's own rules, for engine tests: counts requests, and a hook can fail or hold any of them.
/// </summary>
public sealed class FakeShareStore : IShareStore
{
    private readonly Lock _lock = new();
    private readonly FakeEntry _root = new("", EntryKind.Directory, 0, null);
    private readonly List<StoreRequest> _requests = [];
    private ulong _lastId = 1000;
    private long _ticks = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public int MaxWriteLength { get; init; } = 4 << 20;

    public int PageSize { get; init; } = 5000;

    public ShareUsage? Usage { get; set; } = new ShareUsage(100L << 30, 1L << 30);

    /// <summary>Called before a request is carried out; a status fails it.</summary>
    public Func<StoreRequest, Task<FsStatus>>? BeforeAsync { get; set; }

    public IReadOnlyList<StoreRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public void ClearRequests()
    {
        lock (_lock)
            _requests.Clear();
    }

    public int Count(string operation) => Requests.Count(request => request.Operation == operation);

    public byte[] Content(string path)
    {
        lock (_lock)
            return [.. Find(new SharePath(path))!.Content];
    }

    public bool Exists(string path)
    {
        lock (_lock)
            return Find(new SharePath(path)) is not null;
    }

    public EntryInfo Info(string path)
    {
        lock (_lock)
            return Find(new SharePath(path))!.ToInfo();
    }

    public IReadOnlyList<string> Names(string path)
    {
        lock (_lock)
            return [.. Find(new SharePath(path))!.Children.Values.Select(child => child.Name)];
    }

    /// <summary>Another client of the share writes a whole file.</summary>
    public void PutElsewhere(string path, ReadOnlySpan<byte> content)
    {
        lock (_lock)
        {
            var at = new SharePath(path);
            FakeEntry entry = Find(at) ?? Add(at, EntryKind.File);
            entry.Content = content.ToArray();
            Touch(entry, written: true);
        }
    }

    public void MakeDirectoryElsewhere(string path)
    {
        lock (_lock)
            Add(new SharePath(path), EntryKind.Directory);
    }

    public void DeleteElsewhere(string path)
    {
        lock (_lock)
            Remove(Find(new SharePath(path))!);
    }

    public ValueTask<FsResult<ListPage>> ListPageAsync(
        SharePath directory, string? prefix, string? marker, int? maxResults, CancellationToken cancellationToken) =>
        RunAsync<ListPage>(new StoreRequest("List", directory, prefix), cancellationToken, () =>
        {
            FakeEntry? entry = Find(directory);
            if (entry is null || !entry.IsDirectory)
                return FsStatus.NotFound;
            int size = Math.Min(maxResults ?? PageSize, PageSize);
            List<EntryInfo> rest = [.. entry.Children.Values
                .Where(child => child.Name.StartsWith(prefix ?? "", StringComparison.OrdinalIgnoreCase))
                .Where(child => marker is null || string.Compare(child.Name, marker, StringComparison.OrdinalIgnoreCase) >= 0)
                .Select(child => child.ToInfo())];
            return new ListPage(entry.FileId, [.. rest.Take(size)], rest.Count > size ? rest[size].Name : null);
        });

    public ValueTask<FsResult<EntryInfo>> GetEntryAsync(SharePath path, EntryKind kind, CancellationToken cancellationToken) =>
        RunAsync<EntryInfo>(new StoreRequest("GetEntry", path), cancellationToken, () =>
            Find(path) is { } entry && entry.Kind == kind ? entry.ToInfo() : FsStatus.NotFound);

    public async ValueTask<FsResult<long>> ReadRangeAsync(
        SharePath path, ByteRange range, IRangeSink sink, CancellationToken cancellationToken)
    {
        var request = new StoreRequest("ReadRange", path, null, range);
        FsResult<(EntryInfo Info, byte[] Bytes)> answer = await RunAsync<(EntryInfo, byte[])>(request, cancellationToken, () =>
        {
            if (Find(path) is not { IsDirectory: false } entry)
                return FsStatus.NotFound;
            if (range.Offset >= entry.Content.Length)
                return FsStatus.EndOfFile;
            int length = (int)Math.Min(range.Length, entry.Content.Length - range.Offset);
            return (entry.ToInfo(), entry.Content.AsSpan((int)range.Offset, length).ToArray());
        });
        if (!answer.IsOk)
            return answer.As<long>();
        if (!sink.Begin(answer.Value.Info))
            return FsStatus.VersionChanged;
        for (ReadOnlyMemory<byte> rest = answer.Value.Bytes; rest.Length > 0;)
        {
            Memory<byte> target = sink.GetMemory();
            int count = Math.Min(target.Length, rest.Length);
            rest[..count].CopyTo(target);
            sink.Advance(count);
            rest = rest[count..];
        }
        return answer.Value.Bytes.Length;
    }

    public ValueTask<FsResult<WrittenRange>> WriteRangeAsync(
        SharePath path, long offset, ReadOnlySequence<byte> data, bool preserveLastWritten, CancellationToken cancellationToken)
    {
        byte[] bytes = data.ToArray();
        return RunAsync(new StoreRequest("WriteRange", path, null, new ByteRange(offset, bytes.Length)), cancellationToken, () =>
            Change(path, offset, bytes, preserveLastWritten));
    }

    public ValueTask<FsResult<WrittenRange>> ClearRangeAsync(
        SharePath path, ByteRange range, bool preserveLastWritten, CancellationToken cancellationToken) =>
        RunAsync(new StoreRequest("ClearRange", path, null, range), cancellationToken, () =>
            Change(path, range.Offset, new byte[range.Length], preserveLastWritten));

    public ValueTask<FsResult<IReadOnlyList<ByteRange>>> ListRangesAsync(
        SharePath path, ByteRange within, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<ByteRange>>(new StoreRequest("ListRanges", path, null, within), cancellationToken, () =>
            Find(path) is { } entry ? FsResult<IReadOnlyList<ByteRange>>.Ok(FakeRanges.Of(entry.Content, within)) : FsStatus.NotFound);

    public ValueTask<FsResult<EntryInfo>> CreateFileAsync(
        SharePath path, long length, PropertyChanges properties, CancellationToken cancellationToken) =>
        RunAsync<EntryInfo>(new StoreRequest("CreateFile", path), cancellationToken, () =>
        {
            if (Find(path.Parent) is null)
                return FsStatus.ParentNotFound;
            if (Find(path) is { } existing)
            {
                if (existing.IsDirectory)
                    return FsStatus.AlreadyExists;
                Remove(existing);
            }
            FakeEntry entry = Add(path, EntryKind.File);
            entry.Content = new byte[length];
            return Apply(entry, properties);
        });

    public ValueTask<FsResult<EntryInfo>> CreateDirectoryAsync(
        SharePath path, PropertyChanges properties, CancellationToken cancellationToken) =>
        RunAsync<EntryInfo>(new StoreRequest("CreateDirectory", path), cancellationToken, () =>
            Find(path.Parent) is null ? FsStatus.ParentNotFound
            : Find(path) is not null ? FsStatus.AlreadyExists
            : Apply(Add(path, EntryKind.Directory), properties));

    public ValueTask<FsResult<Unit>> DeleteAsync(SharePath path, EntryKind kind, CancellationToken cancellationToken) =>
        RunAsync<Unit>(new StoreRequest("Delete", path), cancellationToken, () =>
        {
            if (Find(path) is not { } entry || entry.Kind != kind)
                return FsStatus.NotFound;
            if (entry.Children.Count > 0)
                return FsStatus.DirectoryNotEmpty;
            if (entry.Attributes.HasFlag(ShareAttributes.ReadOnly))
                return FsStatus.ReadOnlyFile;
            Remove(entry);
            return Unit.Ok;
        });

    public ValueTask<FsResult<EntryInfo>> RenameAsync(
        SharePath source, SharePath destination, EntryKind kind, RenameOptions options, CancellationToken cancellationToken) =>
        RunAsync<EntryInfo>(new StoreRequest("Rename", source, destination.Value), cancellationToken, () =>
        {
            if (Find(source) is not { } entry || entry.Kind != kind)
                return FsStatus.NotFound;
            if (Find(destination.Parent) is not { } parent)
                return FsStatus.ParentNotFound;
            FakeEntry? target = Find(destination);
            if (target is not null && target != entry)
            {
                if (!options.ReplaceIfExists || target.IsDirectory)
                    return FsStatus.AlreadyExists;
                if (target.Attributes.HasFlag(ShareAttributes.ReadOnly) && !options.IgnoreReadOnly)
                    return FsStatus.ReadOnlyFile;
                Remove(target);
            }
            entry.Parent!.Children.Remove(entry.Name);
            entry.Name = destination.Name;
            entry.Parent = parent;
            parent.Children.Add(entry.Name, entry);
            Touch(entry, written: false);
            return entry.ToInfo() with { Length = 0 };
        });

    public ValueTask<FsResult<EntryInfo>> SetPropertiesAsync(
        SharePath path, EntryKind kind, PropertyChanges changes, CancellationToken cancellationToken) =>
        RunAsync<EntryInfo>(new StoreRequest("SetProperties", path) { Changes = changes }, cancellationToken, () =>
            Find(path) is not { } entry || entry.Kind != kind ? FsStatus.NotFound
            : entry.Attributes.HasFlag(ShareAttributes.ReadOnly) && changes.Length is not null && changes.Attributes is null
                ? FsStatus.ReadOnlyFile
            : Apply(entry, changes) with { Length = changes.Length ?? 0 });

    public ValueTask<FsResult<ShareUsage>> GetUsageAsync(CancellationToken cancellationToken) =>
        RunAsync<ShareUsage>(new StoreRequest("GetUsage", SharePath.Root), cancellationToken, () =>
            Usage is { } usage ? usage : FsStatus.AccessDenied);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<FsResult<T>> RunAsync<T>(StoreRequest request, CancellationToken cancellationToken, Func<FsResult<T>> answer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _requests.Add(request);
        if (BeforeAsync is { } before && await before(request).WaitAsync(cancellationToken) is var status and not FsStatus.Ok)
            return status;
        lock (_lock)
            return answer();
    }

    private FsResult<WrittenRange> Change(SharePath path, long offset, byte[] bytes, bool preserveLastWritten)
    {
        if (Find(path) is not { IsDirectory: false } entry)
            return FsStatus.NotFound;
        if (entry.Attributes.HasFlag(ShareAttributes.ReadOnly))
            return FsStatus.ReadOnlyFile;
        if (offset + bytes.Length > entry.Content.Length || bytes.Length > MaxWriteLength)
            return FsStatus.BadArgument;
        bytes.CopyTo(entry.Content, offset);
        Touch(entry, written: !preserveLastWritten);
        return new WrittenRange(entry.ETag, entry.LastWritten);
    }

    private EntryInfo Apply(FakeEntry entry, PropertyChanges changes)
    {
        if (changes.Length is { } length)
        {
            byte[] content = entry.Content;
            Array.Resize(ref content, checked((int)length));
            entry.Content = content;
        }
        entry.Attributes = changes.Attributes ?? entry.Attributes;
        entry.Created = changes.Created ?? entry.Created;
        Touch(entry, written: changes.Length is not null);
        entry.LastWritten = changes.LastWritten ?? entry.LastWritten;
        entry.Changed = changes.Changed ?? entry.Changed;
        return entry.ToInfo();
    }

    private FakeEntry Add(SharePath path, EntryKind kind)
    {
        FakeEntry parent = Find(path.Parent)!;
        var entry = new FakeEntry(path.Name, kind, ++_lastId, parent);
        parent.Children.Add(entry.Name, entry);
        Touch(entry, written: true);
        entry.Created = entry.LastWritten;
        return entry;
    }

    private static void Remove(FakeEntry entry) => entry.Parent!.Children.Remove(entry.Name);

    private void Touch(FakeEntry entry, bool written)
    {
        _ticks += 10_000;
        entry.ETag = new EntityTag((ulong)_ticks);
        entry.Changed = new DateTime(_ticks, DateTimeKind.Utc);
        if (written)
            entry.LastWritten = entry.Changed;
    }

    private FakeEntry? Find(SharePath path)
    {
        FakeEntry? entry = _root;
        foreach (string name in path.Value.Split('/', StringSplitOptions.RemoveEmptyEntries))
            entry = entry?.Children.GetValueOrDefault(name);
        return entry;
    }
}
