using System.Buffers;
using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Store;
using AzFilesMount.FileRest.Tests.Doubles;

namespace AzFilesMount.FileRest.Tests.Emulator;

/// <summary>Every call of the contract against the emulator.</summary>
public sealed class EmulatorStoreTests : IClassFixture<EmulatorFixture>, IAsyncLifetime
{
    private static readonly DateTime Time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1234567);

    private readonly EmulatorFixture _fixture;
    private readonly SharePath _home = new($"t{Guid.NewGuid():N}");
    private readonly FileRestShareStore _store;

    public EmulatorStoreTests(EmulatorFixture fixture)
    {
        _fixture = fixture;
        _store = fixture.Store();
    }

    public async ValueTask InitializeAsync() => Assert.True((await _store.CreateDirectoryAsync(_home, default, default)).IsOk);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task WriteThenRead_GivesTheBytesAndTheAdoptedVersion()
    {
        SharePath file = _home.Append("file");
        byte[] bytes = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 31))];
        EntryInfo created = await OkAsync(_store.CreateFileAsync(file, bytes.Length, default, default));
        WrittenRange written = await OkAsync(
            _store.WriteRangeAsync(file, 0, Store.SequenceStreamTests.Pieces(bytes, 3000, 7000), false, default));
        Assert.NotEqual(created.ETag, written.ETag);
        Assert.NotEqual(default, written.LastWritten);
        var sink = new BufferSink(bytes.Length, piece: 1234);
        Assert.Equal(bytes.Length, await OkAsync(_store.ReadRangeAsync(file, new ByteRange(0, bytes.Length), sink, default)));
        Assert.Equal(bytes, sink.Bytes);
        Assert.Equal(written.ETag, sink.Entry!.ETag);
        Assert.Equal(written.LastWritten, sink.Entry.LastWritten);
        Assert.Equal(created.FileId, sink.Entry.FileId);
        EntryInfo now = await OkAsync(_store.GetEntryAsync(file, EntryKind.File, default));
        Assert.Equal(sink.Entry with { LastAccessed = now.LastAccessed }, now);
    }

    [Fact]
    public async Task WriteRange_LargestPiece_GoesInOneRequest()
    {
        SharePath file = _home.Append("large");
        byte[] bytes = new byte[_store.MaxWriteLength];
        new Random(1).NextBytes(bytes);
        await OkAsync(_store.CreateFileAsync(file, bytes.Length, default, default));
        await OkAsync(_store.WriteRangeAsync(file, 0, new ReadOnlySequence<byte>(bytes), false, default));
        var sink = new BufferSink(bytes.Length);
        await OkAsync(_store.ReadRangeAsync(file, new ByteRange(0, bytes.Length), sink, default));
        Assert.True(bytes.AsSpan().SequenceEqual(sink.Bytes));
        string[] log = _fixture.RequestLog();
        Assert.Equal(1, log.Count(l => l.Contains(file.Value, StringComparison.Ordinal) && l.Contains("PutRange", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WriteRange_PastTheLength_IsRefused()
    {
        SharePath file = _home.Append("short");
        await OkAsync(_store.CreateFileAsync(file, 10, default, default));
        Assert.Equal(
            FsStatus.EndOfFile, (await _store.WriteRangeAsync(file, 8, new ReadOnlySequence<byte>(new byte[4]), false, default)).Status);
    }

    [Fact]
    public async Task ReadRange_AtTheEndAndOfNothing_IsEndOfFile()
    {
        SharePath file = _home.Append("empty");
        await OkAsync(_store.CreateFileAsync(file, 0, default, default));
        Assert.Equal(FsStatus.EndOfFile, (await _store.ReadRangeAsync(file, new ByteRange(0, 5), new BufferSink(5), default)).Status);
        await OkAsync(_store.SetPropertiesAsync(file, EntryKind.File, new PropertyChanges { Length = 7 }, default));
        var sink = new BufferSink(10);
        Assert.Equal(3, await OkAsync(_store.ReadRangeAsync(file, new ByteRange(4, 10), sink, default)));
        Assert.Equal(FsStatus.EndOfFile, (await _store.ReadRangeAsync(file, new ByteRange(7, 1), sink, default)).Status);
    }

    [Fact]
    public async Task Preserve_OnWriteAndClear_KeepsTheLastWrittenTime()
    {
        SharePath file = _home.Append("kept");
        await OkAsync(_store.CreateFileAsync(file, 4096, new PropertyChanges { LastWritten = Time }, default));
        WrittenRange written = await OkAsync(_store.WriteRangeAsync(file, 0, new ReadOnlySequence<byte>(new byte[512]), true, default));
        Assert.Equal(Time, written.LastWritten);
        await OkAsync(_store.ClearRangeAsync(file, new ByteRange(0, 512), true, default));
        Assert.Equal(Time, (await OkAsync(_store.GetEntryAsync(file, EntryKind.File, default))).LastWritten);
        await OkAsync(_store.ClearRangeAsync(file, new ByteRange(0, 512), false, default));
        Assert.NotEqual(Time, (await OkAsync(_store.GetEntryAsync(file, EntryKind.File, default))).LastWritten);
    }

    [Fact]
    public async Task SparseFile_OfTerabytes_IsWrittenListedAndClearedByRange()
    {
        SharePath file = _home.Append("sparse");
        const long Length = 4L << 40;
        await OkAsync(_store.CreateFileAsync(file, Length, default, default));
        const long At = Length - 512;
        await OkAsync(_store.WriteRangeAsync(file, At, new ReadOnlySequence<byte>(new byte[] { 1, 2, 3 }), false, default));
        IReadOnlyList<ByteRange> ranges = await OkAsync(_store.ListRangesAsync(file, new ByteRange(0, Length), default));
        Assert.Equal(At, Assert.Single(ranges).Offset);
        var sink = new BufferSink(515);
        Assert.Equal(512, await OkAsync(_store.ReadRangeAsync(file, new ByteRange(At, 515), sink, default)));
        Assert.Equal([1, 2, 3, 0], sink.Bytes[..4]);
        await OkAsync(_store.ClearRangeAsync(file, new ByteRange(0, Length), false, default));
        Assert.Empty(await OkAsync(_store.ListRangesAsync(file, new ByteRange(0, Length), default)));
    }

    [Fact]
    public async Task SetProperties_TimesAndAttributes_ComeBackToTheTick()
    {
        foreach (EntryKind kind in Enum.GetValues<EntryKind>())
        {
            SharePath path = _home.Append($"props{kind}");
            await OkAsync(kind == EntryKind.File
                ? _store.CreateFileAsync(path, 5, default, default)
                : _store.CreateDirectoryAsync(path, default, default));
            var changes = new PropertyChanges
            {
                Attributes = ShareAttributes.ReadOnly | ShareAttributes.Hidden | ShareAttributes.NotContentIndexed,
                Created = Time,
                LastWritten = Time.AddTicks(1),
                Changed = Time.AddTicks(2),
            };
            EntryInfo set = await OkAsync(_store.SetPropertiesAsync(path, kind, changes, default));
            EntryInfo now = await OkAsync(_store.GetEntryAsync(path, kind, default));
            Assert.Equal(set with { LastAccessed = now.LastAccessed, Length = now.Length }, now);
            Assert.Equal(Time, now.Created);
            Assert.Equal(Time.AddTicks(1), now.LastWritten);
            Assert.Equal(Time.AddTicks(2), now.Changed);
            ShareAttributes own = kind == EntryKind.Directory ? ShareAttributes.Directory : ShareAttributes.None;
            Assert.Equal(changes.Attributes.Value | own, now.Attributes);
            Assert.Equal(kind == EntryKind.File ? 5 : 0, now.Length);
        }
    }

    [Fact]
    public async Task SetProperties_OfOneThing_LeavesTheOthers()
    {
        SharePath file = _home.Append("others");
        await OkAsync(_store.CreateFileAsync(
            file, 100, new PropertyChanges { Created = Time, LastWritten = Time, Attributes = ShareAttributes.Hidden }, default));
        EntryInfo hidden = await OkAsync(_store.SetPropertiesAsync(file, EntryKind.File, new PropertyChanges { Changed = Time }, default));
        Assert.Equal((Time, Time), (hidden.Created, hidden.LastWritten));
        EntryInfo longer = await OkAsync(_store.SetPropertiesAsync(file, EntryKind.File, new PropertyChanges { Length = 200 }, default));
        Assert.Equal((Time, 200L), (longer.Created, longer.Length));
        Assert.NotEqual(Time, longer.LastWritten);
        Assert.Equal(ShareAttributes.Hidden, longer.Attributes & ShareAttributes.Hidden);
        EntryInfo shorter = await OkAsync(_store.SetPropertiesAsync(
            file, EntryKind.File, new PropertyChanges { Length = 50, LastWritten = Time }, default));
        Assert.Equal((Time, 50L), (shorter.LastWritten, shorter.Length));
    }

    [Fact]
    public async Task List_Pages_GiveEveryEntryOnceWithItsProperties()
    {
        for (int i = 0; i < 7; i++)
            await OkAsync(_store.CreateFileAsync(_home.Append($"f{i}"), i, new PropertyChanges { Created = Time.AddTicks(i) }, default));
        await OkAsync(_store.CreateDirectoryAsync(_home.Append("d"), default, default));
        var seen = new List<EntryInfo>();
        string? marker = null;
        do
        {
            ListPage page = await OkAsync(_store.ListPageAsync(_home, null, marker, 3, default));
            Assert.True(page.Entries.Count <= 3);
            Assert.NotEqual(0UL, page.DirectoryId);
            seen.AddRange(page.Entries);
            marker = page.NextMarker;
        }
        while (marker is not null);
        Assert.Equal(["d", "f0", "f1", "f2", "f3", "f4", "f5", "f6"], seen.Select(e => e.Name).Order(StringComparer.Ordinal));
        foreach (EntryInfo listed in seen)
        {
            EntryInfo asked = await OkAsync(_store.GetEntryAsync(_home.Append(listed.Name), listed.Kind, default));
            Assert.Equal(asked with { LastAccessed = listed.LastAccessed }, listed);
        }

        Assert.Equal(["f5"], (await OkAsync(_store.ListPageAsync(_home, "F5", null, null, default))).Entries.Select(e => e.Name));
    }

    [Fact]
    public async Task List_OddNames_ComeBackAsTheyWereMade()
    {
        string[] names =
        [
            "100%", "%2F", "%41", "a#b", "a+b c", "a&b=c;d,e", "grüße", "emoji 😀", "dot.", "dots...", "\uF03F\uF03A", "{x}[y]", "it's (1)!",
            "a@b$c^`", "日本語", new string('ü', 255),
        ];
        foreach (string name in names)
        {
            await OkAsync(_store.CreateFileAsync(_home.Append(name), 1, default, default));
            EntryInfo entry = await OkAsync(_store.GetEntryAsync(_home.Append(name), EntryKind.File, default));
            Assert.Equal(name, entry.Name);
            SharePath renamed = _home.Append($"x{name[1..]}");
            await OkAsync(_store.RenameAsync(_home.Append(name), renamed, EntryKind.File, default, default));
            await OkAsync(_store.RenameAsync(renamed, _home.Append(name), EntryKind.File, default, default));
        }

        ListPage page = await OkAsync(_store.ListPageAsync(_home, null, null, null, default));
        Assert.Equal(names.Order(StringComparer.Ordinal), page.Entries.Select(e => e.Name).Order(StringComparer.Ordinal));
        foreach (string name in names)
            await OkAsync(_store.DeleteAsync(_home.Append(name), EntryKind.File, default));
    }

    [Fact]
    public async Task Rename_FileAndTree_KeepIdsAndFollowTheOptions()
    {
        SharePath tree = _home.Append("tree"), moved = _home.Append("moved"), other = _home.Append("other");
        await OkAsync(_store.CreateDirectoryAsync(tree, default, default));
        EntryInfo file = await OkAsync(_store.CreateFileAsync(tree.Append("file"), 77, default, default));
        EntryInfo directory = await OkAsync(_store.RenameAsync(tree, moved, EntryKind.Directory, default, default));
        Assert.Equal("moved", directory.Name);
        EntryInfo inside = await OkAsync(_store.GetEntryAsync(moved.Append("file"), EntryKind.File, default));
        Assert.Equal(file.FileId, inside.FileId);

        await OkAsync(_store.CreateFileAsync(other, 1, new PropertyChanges { Attributes = ShareAttributes.ReadOnly }, default));
        Assert.Equal(FsStatus.AlreadyExists,
            (await _store.RenameAsync(moved.Append("file"), other, EntryKind.File, default, default)).Status);
        Assert.Equal(FsStatus.ReadOnlyFile, (await _store.RenameAsync(
            moved.Append("file"), other, EntryKind.File, new RenameOptions(true, false), default)).Status);
        EntryInfo replaced = await OkAsync(_store.RenameAsync(
            moved.Append("file"), other, EntryKind.File, new RenameOptions(true, true), default));
        Assert.Equal((file.FileId, "other"), (replaced.FileId, replaced.Name));
        Assert.Equal(77, (await OkAsync(_store.GetEntryAsync(other, EntryKind.File, default))).Length);
    }

    [Fact]
    public async Task Rename_OfCaseOnly_ChangesTheSpelling()
    {
        await OkAsync(_store.CreateFileAsync(_home.Append("name"), 1, default, default));
        FsResult<EntryInfo> result = await _store.RenameAsync(
            _home.Append("name"), _home.Append("NAME"), EntryKind.File, new RenameOptions(true, false), default);
        Assert.True(result.IsOk, result.Error?.Message);
        Assert.Equal("NAME", Assert.Single((await OkAsync(_store.ListPageAsync(_home, null, null, null, default))).Entries).Name);
    }

    [Fact]
    public async Task MissingThings_HaveTheirOwnStatus()
    {
        SharePath missing = _home.Append("missing"), file = _home.Append("file"), full = _home.Append("full");
        await OkAsync(_store.CreateFileAsync(file, 1, default, default));
        await OkAsync(_store.CreateDirectoryAsync(full, default, default));
        await OkAsync(_store.CreateFileAsync(full.Append("f"), 1, default, default));
        Assert.Equal(FsStatus.NotFound, (await _store.GetEntryAsync(missing, EntryKind.File, default)).Status);
        Assert.Equal(FsStatus.NotFound, (await _store.GetEntryAsync(missing, EntryKind.Directory, default)).Status);
        Assert.Equal(FsStatus.ParentNotFound, (await _store.CreateFileAsync(missing.Append("f"), 1, default, default)).Status);
        Assert.Equal(FsStatus.NotFound, (await _store.ListPageAsync(missing, null, null, null, default)).Status);
        Assert.Equal(FsStatus.NotFound, (await _store.DeleteAsync(missing, EntryKind.File, default)).Status);
        Assert.Equal(FsStatus.NotFound, (await _store.RenameAsync(missing, _home.Append("x"), EntryKind.File, default, default)).Status);
        Assert.Equal(FsStatus.AlreadyExists, (await _store.CreateDirectoryAsync(full, default, default)).Status);
        Assert.Equal(FsStatus.DirectoryNotEmpty, (await _store.DeleteAsync(full, EntryKind.Directory, default)).Status);
        Assert.Contains(
            (await _store.GetEntryAsync(file, EntryKind.Directory, default)).Status,
            new[] { FsStatus.NotFound, FsStatus.NotDirectory });
        Assert.Contains(
            (await _store.GetEntryAsync(full, EntryKind.File, default)).Status,
            new[] { FsStatus.NotFound, FsStatus.IsDirectory });
        FsError error = (await _store.GetEntryAsync(missing, EntryKind.Directory, default)).Error!;
        Assert.Equal("ResourceNotFound", error.ServiceCode);
        Assert.True(Guid.TryParse(error.RequestId, out _));
    }

    [Fact]
    public async Task Directory_AsRoot_HidesWhatIsAbove()
    {
        FileRestShareStore below = _fixture.Store(directory: _home.Value);
        await OkAsync(below.CreateFileAsync(new SharePath("inside"), 3, default, default));
        await OkAsync(_store.GetEntryAsync(_home.Append("inside"), EntryKind.File, default));
        await OkAsync(below.RenameAsync(new SharePath("inside"), new SharePath("moved"), EntryKind.File, default, default));
        Assert.Equal(3, (await OkAsync(_store.GetEntryAsync(_home.Append("moved"), EntryKind.File, default))).Length);
        Assert.Equal("moved", Assert.Single((await OkAsync(below.ListPageAsync(SharePath.Root, null, null, null, default))).Entries).Name);
        Assert.True((await below.CheckAsync(probeWrite: true, default)).IsOk);
        StoreCheck missing = await _fixture.Store(directory: "not/there").CheckAsync(probeWrite: false, default);
        Assert.Contains("'not/there' does not exist", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostStyleAddress_WorksLikePathStyle()
    {
        var uri = $"https://{_fixture.Server.Ready.Account}.file.localhost:{_fixture.Server.Endpoint.Port}/{EmulatorFixture.Share}";
        FileRestShareStore store = _fixture.Store(_fixture.Token(AzFilesMount.Emulator.EmulatorRole.Contributor), _home.Value, uri: uri);
        await OkAsync(store.CreateFileAsync(new SharePath("a"), 3, default, default));
        await OkAsync(store.RenameAsync(new SharePath("a"), new SharePath("b"), EntryKind.File, default, default));
        await OkAsync(_store.GetEntryAsync(_home.Append("b"), EntryKind.File, default));
    }

    [Fact]
    public async Task Http2_WhereOffered_WorksTheSame()
    {
        using HttpTransport transport = HttpTransport.Create(
            new HttpTransportOptions { CaBundle = _fixture.Server.Ready.CaCertificate, PreferHttp2 = true });
        await using var store = new FileRestShareStore(_store.Options, transport, _fixture.Logger);
        byte[] bytes = new byte[1_000_000];
        new Random(2).NextBytes(bytes);
        await OkAsync(store.CreateFileAsync(_home.Append("h2"), bytes.Length, default, default));
        await OkAsync(store.WriteRangeAsync(_home.Append("h2"), 0, new ReadOnlySequence<byte>(bytes), false, default));
        var sink = new BufferSink(bytes.Length);
        await OkAsync(store.ReadRangeAsync(_home.Append("h2"), new ByteRange(0, bytes.Length), sink, default));
        Assert.True(bytes.AsSpan().SequenceEqual(sink.Bytes));
    }

    [Fact]
    public async Task GetUsage_Contributor_OrStatus()
    {
        FsResult<ShareUsage> usage = await _store.GetUsageAsync(default);
        Assert.True(usage.IsOk, usage.Error?.Message);
        Assert.True(usage.Value.Quota > 0);
    }

    [Fact]
    public async Task Root_IsADirectoryWithId0()
    {
        EntryInfo root = await OkAsync(_store.GetEntryAsync(SharePath.Root, EntryKind.Directory, default));
        Assert.Equal((0UL, "", true), (root.FileId, root.Name, root.IsDirectory));
        Assert.Equal(FsStatus.IsDirectory, (await _store.GetEntryAsync(SharePath.Root, EntryKind.File, default)).Status);
        Assert.Equal(0UL, (await OkAsync(_store.ListPageAsync(SharePath.Root, null, null, 1, default))).DirectoryId);
    }

    [Fact]
    public async Task ManyAtOnce_AllSucceed()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            SharePath file = _home.Append($"p{i}");
            await OkAsync(_store.CreateFileAsync(file, 4, default, default));
            await OkAsync(_store.WriteRangeAsync(file, 0, new ReadOnlySequence<byte>(BitConverter.GetBytes(i)), false, default));
            var sink = new BufferSink(4);
            await OkAsync(_store.ReadRangeAsync(file, new ByteRange(0, 4), sink, default));
            Assert.Equal(i, BitConverter.ToInt32(sink.Bytes));
        }));
    }

    private static async Task<T> OkAsync<T>(ValueTask<FsResult<T>> call)
    {
        FsResult<T> result = await call;
        Assert.True(result.IsOk, $"{result.Status}: {result.Error?.Message}");
        return result.Value;
    }
}
