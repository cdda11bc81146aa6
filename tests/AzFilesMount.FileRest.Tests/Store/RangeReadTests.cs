using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Tests.Doubles;

namespace AzFilesMount.FileRest.Tests.Store;

public class RangeReadTests
{
    private const string OtherETag = "\"0x8DB04C49B015D77\"";

    private static readonly byte[] File = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];
    private static readonly SharePath Path = new("dir/file");

    [Fact]
    public async Task ReadRange_Inside_DeliversBytesAndEntryFromTheAnswer()
    {
        var scripted = new ScriptedStore(r => Answers.Part(File, r));
        var sink = new BufferSink(100, piece: 7);
        FsResult<long> result = await scripted.Store.ReadRangeAsync(Path, new ByteRange(10, 100), sink, default);
        Assert.Equal(100, result.Value);
        Assert.Equal(File[10..110], sink.Bytes);
        EntryInfo entry = sink.Entry!;
        Assert.Equal("file", entry.Name);
        Assert.Equal(1000, entry.Length);
        Assert.Equal(13835128424026341376, entry.FileId);
        Assert.Equal(ShareAttributes.Archive, entry.Attributes);
        Assert.Equal(new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(7654321), entry.LastWritten);
        Assert.Equal(DateTimeKind.Utc, entry.LastWritten.Kind);
        Assert.Equal(EntityTag.Parse(Answers.ETag), entry.ETag);
        Assert.Equal("backup", scripted.Only.Header("x-ms-file-request-intent"));
        Assert.Equal("GET", scripted.Only.Method);
    }

    [Fact]
    public async Task ReadRange_OverTheEnd_DeliversWhatThereIs()
    {
        var scripted = new ScriptedStore(r => Answers.Part(File, r));
        var sink = new BufferSink(500);
        Assert.Equal(10, (await scripted.Store.ReadRangeAsync(Path, new ByteRange(990, 500), sink, default)).Value);
        Assert.Equal(File[990..], sink.Bytes);
    }

    [Fact]
    public async Task ReadRange_PastTheEnd_IsEndOfFile()
    {
        var scripted = new ScriptedStore(_ => Answers.Error(416, "InvalidRange"));
        FsResult<long> result = await scripted.Store.ReadRangeAsync(Path, new ByteRange(1000, 1), new BufferSink(1), default);
        Assert.Equal(FsStatus.EndOfFile, result.Status);
    }

    [Fact]
    public async Task ReadRange_SinkRefusesVersion_IsVersionChanged()
    {
        var scripted = new ScriptedStore(r => Answers.Part(File, r));
        var sink = new BufferSink(10) { Accepts = false };
        Assert.Equal(FsStatus.VersionChanged, (await scripted.Store.ReadRangeAsync(Path, new ByteRange(0, 10), sink, default)).Status);
        Assert.Empty(sink.Bytes);
    }

    [Fact]
    public async Task ReadRange_BodyBreaksOff_AsksForTheRestOfTheSameVersion()
    {
        var scripted = new ScriptedStore(r => Breaking(r, Answers.ETag), retries: 3);
        var sink = new BufferSink(600);
        FsResult<long> result = await scripted.Store.ReadRangeAsync(Path, new ByteRange(0, 600), sink, default);
        Assert.Equal(600, result.Value);
        Assert.Equal(File[..600], sink.Bytes);
        Assert.Equal(1, sink.Begins);
        // Ours, not the SDK's wrapper, which would hide a copy and its own requests.
        Assert.Contains(scripted.Logger.Lines, line => line.StartsWith("Warning 6005", StringComparison.Ordinal));
        Assert.Equal(["bytes=0-599", "bytes=250-599"], scripted.Handler.Requests.Select(r => r.Header("x-ms-range") ?? r.Header("Range")));
    }

    [Fact]
    public async Task ReadRange_RestIsOfAnotherVersion_NeverBlends()
    {
        var scripted = new ScriptedStore(r => Breaking(r, OtherETag), retries: 3);
        var sink = new BufferSink(600);
        Assert.Equal(FsStatus.VersionChanged, (await scripted.Store.ReadRangeAsync(Path, new ByteRange(0, 600), sink, default)).Status);
        Assert.Equal(250, sink.Bytes.Length);
    }

    [Fact]
    public async Task ReadRange_BodyKeepsBreaking_IsOfflineInTheEnd()
    {
        var scripted = new ScriptedStore(r => Answers.Part(File, r, content: new BreakingContent([])), retries: 2);
        FsResult<long> result = await scripted.Store.ReadRangeAsync(Path, new ByteRange(0, 600), new BufferSink(600), default);
        Assert.Equal(FsStatus.Offline, result.Status);
        Assert.Equal(3, scripted.Handler.Requests.Count);
    }

    [Fact]
    public async Task ReadRange_CallerCancels_Throws()
    {
        using var stop = new CancellationTokenSource();
        var scripted = new ScriptedStore(r =>
        {
            stop.Cancel();
            return Answers.Part(File, r);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await scripted.Store.ReadRangeAsync(Path, new ByteRange(0, 10), new BufferSink(10), stop.Token));
    }

    private static HttpResponseMessage Breaking(SentRequest request, string laterETag) => request.Index == 0
        ? Answers.Part(File, request, content: new BreakingContent(File[..250]))
        : Answers.Part(File, request, laterETag);
}
