using System.Buffers;
using System.Net;
using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Tests.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace AzFilesMount.FileRest.Tests.Store;

public class FileRestShareStoreTests
{
    private static readonly SharePath Path = new("dir/file");
    private static readonly DateTime Time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1234567);

    [Theory]
    [InlineData(true, "Preserve")]
    [InlineData(false, null)]
    public async Task WriteRange_SendsBytesRangeAndMode(bool preserve, string? mode)
    {
        var scripted = new ScriptedStore(_ => Answers.Ok(HttpStatusCode.Created));
        ReadOnlySequence<byte> data = SequenceStreamTests.Pieces([1, 2, 3, 4, 5], 2, 3);
        FsResult<WrittenRange> result = await scripted.Store.WriteRangeAsync(Path, 100, data, preserve, default);
        Assert.Equal(EntityTag.Parse(Answers.ETag), result.Value.ETag);
        Assert.Equal(7654321, result.Value.LastWritten.Ticks % TimeSpan.TicksPerSecond);
        SentRequest sent = scripted.Only;
        Assert.Equal("bytes=100-104", sent.Header("x-ms-range"));
        Assert.Equal("update", sent.Header("x-ms-write"));
        Assert.Equal(mode, sent.Header("x-ms-file-last-write-time"), ignoreCase: true);
        Assert.Equal([1, 2, 3, 4, 5], sent.Body);
    }

    [Fact]
    public async Task WriteRange_BusyThenOk_SendsTheSameBytesAgain()
    {
        var scripted = new ScriptedStore(
            r => r.Index == 0 ? Answers.Error(503, "ServerBusy") : Answers.Ok(HttpStatusCode.Created), retries: 2);
        ReadOnlySequence<byte> data = SequenceStreamTests.Pieces([1, 2, 3, 4, 5], 2, 3);
        Assert.True((await scripted.Store.WriteRangeAsync(Path, 0, data, false, default)).IsOk);
        Assert.All(scripted.Handler.Requests, r => Assert.Equal([1, 2, 3, 4, 5], r.Body));
        Assert.Equal(2, scripted.Handler.Requests.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData((4 * 1024 * 1024) + 1)]
    public async Task WriteRange_LengthOutOfLimits_IsBadArgument(int length)
    {
        var scripted = new ScriptedStore(_ => Answers.Ok());
        var data = new ReadOnlySequence<byte>(new byte[length]);
        Assert.Equal(FsStatus.BadArgument, (await scripted.Store.WriteRangeAsync(Path, 0, data, false, default)).Status);
        Assert.Empty(scripted.Handler.Requests);
    }

    [Theory]
    [InlineData(true, "Preserve")]
    [InlineData(false, null)]
    public async Task ClearRange_BeyondPutLimit_IsOneRequestWithMode(bool preserve, string? mode)
    {
        var scripted = new ScriptedStore(_ => Answers.Ok(HttpStatusCode.Created));
        Assert.True((await scripted.Store.ClearRangeAsync(Path, new ByteRange(5, 1L << 40), preserve, default)).IsOk);
        Assert.Equal("bytes=5-1099511627780", scripted.Only.Header("x-ms-range"));
        Assert.Equal("clear", scripted.Only.Header("x-ms-write"));
        Assert.Equal(mode, scripted.Only.Header("x-ms-file-last-write-time"));
        Assert.Empty(scripted.Only.Body);
    }

    [Fact]
    public async Task CreateFile_SendsTimesWithAllDigits()
    {
        var scripted = new ScriptedStore(_ => Answers.Ok(HttpStatusCode.Created));
        var changes = new PropertyChanges
        {
            Attributes = ShareAttributes.ReadOnly | ShareAttributes.Hidden,
            Created = Time,
            LastWritten = DateTime.SpecifyKind(Time, DateTimeKind.Unspecified),
            Changed = Time,
        };
        FsResult<EntryInfo> result = await scripted.Store.CreateFileAsync(Path, 123, changes, default);
        Assert.Equal(123, result.Value.Length);
        Assert.Equal("ReadOnly|Hidden", scripted.Only.Header("x-ms-file-attributes")!.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("2020-01-02T03:04:05.1234567Z", scripted.Only.Header("x-ms-file-creation-time"));
        Assert.Equal("2020-01-02T03:04:05.1234567Z", scripted.Only.Header("x-ms-file-last-write-time"));
        Assert.Equal("2020-01-02T03:04:05.1234567Z", scripted.Only.Header("x-ms-file-change-time"));
        Assert.Equal("123", scripted.Only.Header("x-ms-content-length"));
        Assert.Equal("true", scripted.Only.Header("x-ms-allow-trailing-dot"), ignoreCase: true);
    }

    [Theory]
    [InlineData(EntryKind.File, ShareAttributes.None, "None")]
    [InlineData(EntryKind.Directory, ShareAttributes.None, "Directory")]
    [InlineData(EntryKind.File, ShareAttributes.Directory | ShareAttributes.Archive, "Archive")]
    [InlineData(EntryKind.Directory, ShareAttributes.ReadOnly, "ReadOnly|Directory")]
    [InlineData(EntryKind.File, ShareAttributes.NoScrubData | ShareAttributes.Temporary | ShareAttributes.Offline,
        "Temporary|Offline|NoScrubData")]
    public async Task SetProperties_Attributes_AreWhatTheServiceAccepts(EntryKind kind, ShareAttributes attributes, string expected)
    {
        var scripted = new ScriptedStore(r => r.Method == "HEAD" ? Answers.Head(9) : Answers.Ok());
        await scripted.Store.SetPropertiesAsync(Path, kind, new PropertyChanges { Attributes = attributes }, default);
        SentRequest sent = scripted.Handler.Requests.Last();
        Assert.Equal(expected, sent.Header("x-ms-file-attributes")!.Replace(" ", "", StringComparison.Ordinal));
        Assert.Null(sent.Header("x-ms-file-last-write-time"));
        Assert.Null(sent.Header("x-ms-content-length"));
    }

    [Fact]
    public async Task SetProperties_UnseenFile_AsksAndSendsItsContentHeadersAgain()
    {
        var scripted = new ScriptedStore(r =>
        {
            if (r.Method != "HEAD")
                return Answers.Ok();
            HttpResponseMessage head = Answers.Head(42, "text/html");
            head.Headers.TryAddWithoutValidation("Cache-Control", "no-store");
            head.Content.Headers.TryAddWithoutValidation("Content-Language", "de, en");
            head.Content.Headers.TryAddWithoutValidation("Content-Disposition", "inline");
            head.Content.Headers.TryAddWithoutValidation("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==");
            return head;
        });
        Assert.True((await scripted.Store.SetPropertiesAsync(Path, EntryKind.File, new PropertyChanges { Created = Time }, default)).IsOk);
        Assert.Equal(["HEAD", "PUT"], scripted.Handler.Requests.Select(r => r.Method));
        SentRequest sent = scripted.Handler.Requests.Last();
        Assert.Equal("text/html", sent.Header("x-ms-content-type"));
        Assert.Equal("no-store", sent.Header("x-ms-cache-control"));
        Assert.Equal("de,en", sent.Header("x-ms-content-language"));
        Assert.Equal("inline", sent.Header("x-ms-content-disposition"));
        Assert.Equal("AAAAAAAAAAAAAAAAAAAAAA==", sent.Header("x-ms-content-md5"));

        await scripted.Store.SetPropertiesAsync(Path, EntryKind.File, new PropertyChanges { Length = 7 }, default);
        sent = scripted.Handler.Requests.Last();
        Assert.Equal(3, scripted.Handler.Requests.Count);
        Assert.Equal("7", sent.Header("x-ms-content-length"));
        Assert.Equal("text/html", sent.Header("x-ms-content-type"));
        Assert.Null(sent.Header("x-ms-content-md5"));
    }

    [Fact]
    public async Task SetProperties_OfAFileJustMade_IsOneRequest()
    {
        var time = new FakeTimeProvider();
        var scripted = new ScriptedStore(r => r.Method == "HEAD" ? Answers.Head(5) : Changed(r), time: time);
        Assert.True((await scripted.Store.CreateFileAsync(Path, 5, default, default)).IsOk);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await scripted.Store.SetPropertiesAsync(Path, EntryKind.File, new PropertyChanges { Created = Time }, default)).IsOk);
        Assert.Equal(["PUT", "PUT"], scripted.Handler.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task CreateWriteRename_OfANewFile_NeedsNoQuestion()
    {
        var scripted = new ScriptedStore(Changed);
        await scripted.Store.CreateFileAsync(Path, 3, default, default);
        await scripted.Store.WriteRangeAsync(Path, 0, new ReadOnlySequence<byte>(new byte[3]), false, default);
        FsResult<EntryInfo> result =
            await scripted.Store.RenameAsync(Path, new SharePath("dir/new"), EntryKind.File, new RenameOptions(true, false), default);
        Assert.Equal("new", result.Value.Name);
        Assert.Equal(3, scripted.Handler.Requests.Count);
        Assert.Equal("true", scripted.Handler.Requests.Last().Header("x-ms-file-rename-replace-if-exists"), ignoreCase: true);
        Assert.Equal("false", scripted.Handler.Requests.Last().Header("x-ms-file-rename-ignore-readonly"), ignoreCase: true);
    }

    [Fact]
    public async Task Delete_RepeatedAfterAnUnansweredAttempt_CountsAsDone()
    {
        var scripted = new ScriptedStore(
            r => r.Index == 0 ? throw new HttpRequestException("reset") : Answers.Error(404, "ResourceNotFound"), retries: 2);
        Assert.True((await scripted.Store.DeleteAsync(Path, EntryKind.File, default)).IsOk);
    }

    [Fact]
    public async Task Delete_MissingAtOnce_IsNotFound()
    {
        var scripted = new ScriptedStore(_ => Answers.Error(404, "ResourceNotFound"), retries: 2);
        Assert.Equal(FsStatus.NotFound, (await scripted.Store.DeleteAsync(Path, EntryKind.File, default)).Status);
    }

    [Fact]
    public async Task CreateDirectory_RepeatedAfterAnUnansweredAttempt_CountsAsDone()
    {
        var scripted = new ScriptedStore(
            r => r.Index switch
            {
                0 => throw new HttpRequestException("reset"),
                1 => Answers.Error(409, "ResourceAlreadyExists"),
                _ => Answers.Ok(attributes: "Directory"),
            },
            retries: 2);
        Assert.True((await scripted.Store.CreateDirectoryAsync(Path, default, default)).Value.IsDirectory);
    }

    [Fact]
    public async Task Rename_RepeatedAfterAnUnansweredAttempt_CountsAsDoneWhenOnlyTheTargetIsThere()
    {
        var scripted = new ScriptedStore(
            r => r.Index == 0
                ? throw new HttpRequestException("reset")
                : r.Method == "HEAD" && r.Uri.AbsolutePath.EndsWith("/new", StringComparison.Ordinal)
                    ? Answers.Head(8)
                    : Answers.Error(404, "ResourceNotFound", body: r.Method != "HEAD"),
            retries: 2);
        FsResult<EntryInfo> result = await scripted.Store.RenameAsync(Path, new SharePath("new"), EntryKind.File, default, default);
        Assert.Equal(8, result.Value.Length);
    }

    [Fact]
    public async Task ListPage_OnePage_CarriesEverything()
    {
        const string Xml = """
            <?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://a/" ShareName="s" DirectoryPath="dir"><Prefix>f</Prefix><Marker>m1</Marker><MaxResults>2</MaxResults><DirectoryId>11529285414812647424</DirectoryId>
            <Entries>
            <Directory><Name>f dir</Name><FileId>1</FileId><Properties><CreationTime>2024-01-02T03:04:05.1234567Z</CreationTime><LastAccessTime>2024-01-02T03:04:05.1234568Z</LastAccessTime>
            <LastWriteTime>2024-01-02T03:04:05.1234569Z</LastWriteTime><ChangeTime>2024-01-02T03:04:05.1234560Z</ChangeTime>
            <Last-Modified>Tue, 02 Jan 2024 03:04:05 GMT</Last-Modified><Etag>"0x8DB04C49B015D76"</Etag></Properties>
            <Attributes>Directory</Attributes></Directory>
            <File><Name>f1</Name><FileId>13835128424026341376</FileId><Properties><Content-Length>77</Content-Length><CreationTime>2024-01-02T03:04:05.1234567Z</CreationTime><LastAccessTime>2024-01-02T03:04:05.1234567Z</LastAccessTime>
            <LastWriteTime>2024-01-02T03:04:05.1234567Z</LastWriteTime><ChangeTime>2024-01-02T03:04:05.1234567Z</ChangeTime>
            <Last-Modified>Tue, 02 Jan 2024 03:04:05 GMT</Last-Modified><Etag>"0x8DB04C49B015D77"</Etag></Properties>
            <Attributes>ReadOnly | Archive</Attributes></File>
            </Entries><NextMarker>1!60!Z29k-</NextMarker></EnumerationResults>
            """;
        var scripted = new ScriptedStore(_ => Answers.Xml(Xml));
        ListPage page = (await scripted.Store.ListPageAsync(new SharePath("dir"), "f", "m1", 2, default)).Value;
        Assert.Equal(11529285414812647424, page.DirectoryId);
        Assert.Equal("1!60!Z29k-", page.NextMarker);
        Assert.Equal(["f dir", "f1"], page.Entries.Select(e => e.Name));
        Assert.True(page.Entries[0].IsDirectory);
        EntryInfo file = page.Entries[1];
        Assert.Equal(77, file.Length);
        Assert.Equal(13835128424026341376, file.FileId);
        Assert.Equal(ShareAttributes.ReadOnly | ShareAttributes.Archive, file.Attributes);
        Assert.Equal(EntityTag.Parse("\"0x8DB04C49B015D77\""), file.ETag);
        Assert.Equal(1234567, file.LastWritten.Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal(DateTimeKind.Utc, file.LastWritten.Kind);
        string query = Uri.UnescapeDataString(scripted.Only.Uri.Query);
        Assert.Contains("prefix=f", query, StringComparison.Ordinal);
        Assert.Contains("marker=m1", query, StringComparison.Ordinal);
        Assert.Contains("maxresults=2", query, StringComparison.Ordinal);
        Assert.Contains("Timestamps", query, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("true", scripted.Only.Header("x-ms-file-extended-info"), ignoreCase: true);
    }

    [Fact]
    public async Task ListRanges_ClipsToWhatWasAsked()
    {
        var scripted = new ScriptedStore(_ => Answers.Xml(
            "<Ranges><Range><Start>0</Start><End>511</End></Range><Range><Start>1024</Start><End>2047</End></Range></Ranges>"));
        FsResult<IReadOnlyList<ByteRange>> result = await scripted.Store.ListRangesAsync(Path, new ByteRange(100, 1000), default);
        Assert.Equal([new ByteRange(100, 412), new ByteRange(1024, 76)], result.Value);
    }

    [Fact]
    public async Task Write_RoleMissing_IsAccessDeniedAndRemembered()
    {
        var scripted = new ScriptedStore(r => r.Method == "GET" ? Answers.Ok() : Answers.Error(403, "AuthorizationPermissionMismatch"));
        Assert.False(scripted.Store.WriteRefused);
        FsResult<EntryInfo> result = await scripted.Store.CreateDirectoryAsync(Path, default, default);
        Assert.Equal(FsStatus.AccessDenied, result.Status);
        Assert.Equal("AuthorizationPermissionMismatch", result.Error!.ServiceCode);
        Assert.NotNull(result.Error.RequestId);
        Assert.True(scripted.Store.WriteRefused);
    }

    [Fact]
    public async Task AnyCall_AtEveryLogLevel_NeverLogsTheToken()
    {
        var scripted = new ScriptedStore(r => r.Index % 2 == 0 ? Answers.Error(503, "ServerBusy") : Answers.Error(401, "X"), retries: 2);
        await scripted.Store.GetEntryAsync(Path, EntryKind.File, default);
        Assert.Contains(StaticCredential.Secret, scripted.Handler.Requests.First().Header("Authorization"), StringComparison.Ordinal);
        Assert.NotEmpty(scripted.Logger.Lines);
        Assert.All(scripted.Logger.Lines, line => Assert.DoesNotContain(StaticCredential.Secret, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyCall_CallerCancels_ThrowsWithoutAWarning()
    {
        using var stop = new CancellationTokenSource();
        var scripted = new ScriptedStore(_ =>
        {
            stop.Cancel();
            throw new TaskCanceledException();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await scripted.Store.GetEntryAsync(Path, EntryKind.File, stop.Token));
        Assert.DoesNotContain(scripted.Logger.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyCall_NoAnswerInTime_IsTimedOutWithAWarning()
    {
        var scripted = new ScriptedStore(_ => throw new TaskCanceledException());
        Assert.Equal(FsStatus.TimedOut, (await scripted.Store.GetEntryAsync(Path, EntryKind.File, default)).Status);
        Assert.Contains(scripted.Logger.Lines, line => line.StartsWith("Warning 6003", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetUsage_ReadsQuotaAndUse()
    {
        var scripted = new ScriptedStore(r =>
        {
            if (r.Uri.Query.Contains("stats", StringComparison.Ordinal))
                return Answers.Xml("<ShareStats><ShareUsageBytes>12345</ShareUsageBytes></ShareStats>");
            HttpResponseMessage response = Answers.Ok();
            response.Headers.TryAddWithoutValidation("x-ms-share-quota", "5");
            return response;
        });
        Assert.Equal(new ShareUsage(5L << 30, 12345), (await scripted.Store.GetUsageAsync(default)).Value);
    }

    private static HttpResponseMessage Changed(SentRequest request) =>
        Answers.Ok(request.Uri.Query.Length == 0 || request.Uri.Query.Contains("range", StringComparison.Ordinal)
            ? HttpStatusCode.Created
            : HttpStatusCode.OK);
}
