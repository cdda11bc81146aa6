using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Store;
using AzFilesMount.FileRest.Tests.Doubles;

namespace AzFilesMount.FileRest.Tests.Store;

public class ServiceVersionTests
{
    private const string Extra = "<HeaderName>x-ms-version</HeaderName><HeaderValue>2099</HeaderValue>";

    [Theory]
    [InlineData(EntryKind.Directory)]
    [InlineData(EntryKind.File)]
    public async Task AnyCall_NewestVersionRefused_StepsDownOnceForGood(EntryKind kind)
    {
        var scripted = new ScriptedStore(r => r.Header("x-ms-version") == "2024-11-04"
            ? Answers.Head(1)
            : Answers.Error(400, "InvalidHeaderValue", extra: Extra, body: r.Method != "HEAD"));
        Assert.True((await scripted.Store.GetEntryAsync(new SharePath("a"), kind, default)).IsOk);
        Assert.True((await scripted.Store.GetEntryAsync(new SharePath("a"), kind, default)).IsOk);
        Assert.Equal("2024-11-04", scripted.Store.ServiceVersion);
        Assert.Equal(3, scripted.Handler.Requests.Count);
        Assert.Equal(ServiceVersions.Text(ServiceVersions.Newest), scripted.Handler.Requests.First().Header("x-ms-version"));
    }

    [Fact]
    public async Task AnyCall_OlderVersionRefusedToo_ReportsIt()
    {
        var scripted = new ScriptedStore(_ => Answers.Error(400, "InvalidHeaderValue", extra: Extra));
        FsResult<EntryInfo> result = await scripted.Store.GetEntryAsync(new SharePath("a"), EntryKind.Directory, default);
        Assert.Equal(FsStatus.BadArgument, result.Status);
        Assert.Equal(2, scripted.Handler.Requests.Count);
    }

    [Fact]
    public async Task AnyCall_OtherHeaderRefused_KeepsTheVersion()
    {
        const string Other = "<HeaderName>x-ms-file-attributes</HeaderName><HeaderValue>x</HeaderValue>";
        var scripted = new ScriptedStore(_ => Answers.Error(400, "InvalidHeaderValue", extra: Other));
        FsResult<EntryInfo> result = await scripted.Store.CreateFileAsync(new SharePath("a"), 1, default, default);
        Assert.Equal(FsStatus.BadArgument, result.Status);
        Assert.Equal("InvalidHeaderValue", result.Error!.ServiceCode);
        _ = scripted.Only;
    }

    [Fact]
    public void Parse_UnknownVersion_NamesTheNewest() =>
        Assert.Contains(
            "newest",
            Assert.Throws<ArgumentException>(() => ServiceVersions.Parse("1999-01-01")).Message,
            StringComparison.Ordinal);
}
