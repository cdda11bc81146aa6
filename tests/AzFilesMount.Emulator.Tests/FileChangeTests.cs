using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Creation, properties, metadata and deletion of files.</summary>
public sealed class FileChangeTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly RestClient _client = fixture.Client;

    [Fact]
    public async Task Create_WithoutProperties_TakesDefaults()
    {
        var share = await fixture.ShareAsync();
        var answer = await _client.PutAsync($"{share}/f", ("x-ms-type", "file"), ("x-ms-content-length", "5"));
        Assert.Equal(201, answer.Status);
        Assert.Equal("Archive", answer.Header("x-ms-file-attributes"));
        Assert.Equal("0", answer.Header("x-ms-file-parent-id"));
        Assert.Equal(answer.Header("x-ms-file-creation-time"), answer.Header("x-ms-file-change-time"));
        var head = await _client.HeadAsync($"{share}/f");
        Assert.Equal(("File", "5", "application/octet-stream"), (head.Header("x-ms-type"), head.Header("Content-Length"), head.Header("Content-Type")));
        Assert.Equal(answer.Header("ETag"), head.Header("ETag"));
    }

    [Fact]
    public async Task Create_OfFourTebibytes_IsSparse()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 4L << 40);
        var bytes = new byte[] { 1, 2, 3 };
        Assert.Equal(201, (await _client.PutRangeAsync($"{share}/f", (4L << 40) - 3, bytes)).Status);
        var end = await _client.GetAsync($"{share}/f", ("x-ms-range", $"bytes={(4L << 40) - 4}-"));
        Assert.Equal([0, 1, 2, 3], end.Body.ToArray());
        Assert.Equal("OutOfRangeInput", (await _client.PutAsync($"{share}/g", ("x-ms-type", "file"), ("x-ms-content-length", $"{(4L << 40) + 1}"))).Code);
        Assert.Equal("OutOfRangeInput", (await _client.PutAsync($"{share}/g", ("x-ms-type", "file"), ("x-ms-content-length", "-1"))).Code);
    }

    [Fact]
    public async Task Create_OverAFile_IsANewFile()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/F", 3, ("x-ms-meta-a", "1"));
        await _client.PutRangeAsync($"{share}/F", 0, "abc"u8.ToArray());
        var before = await _client.HeadAsync($"{share}/F");
        await _client.CreateFileAsync($"{share}/f", 2);
        var after = await _client.GetAsync($"{share}/F");
        Assert.NotEqual(before.Header("x-ms-file-id"), after.Header("x-ms-file-id"));
        Assert.Equal([0, 0], after.Body.ToArray());
        Assert.Null(after.Header("x-ms-meta-a"));
    }

    [Fact]
    public async Task Create_WithData_ChecksItsMd5()
    {
        var share = await fixture.ShareAsync();
        var headers = new Dictionary<string, string> { ["x-ms-type"] = "file", ["x-ms-content-length"] = "4", ["Content-MD5"] = "AAAAAAAAAAAAAAAAAAAAAA==" };
        Assert.Equal("Md5Mismatch", (await _client.SendAsync("PUT", $"{share}/f", headers, "data"u8.ToArray())).Code);
        headers.Remove("Content-MD5");
        var made = await _client.SendAsync("PUT", $"{share}/f", headers, "data"u8.ToArray());
        Assert.Equal((201, "jXd/OF09/siBXSD3SWAm3A=="), (made.Status, made.Header("Content-MD5")));
        Assert.Equal("data", (await _client.GetAsync($"{share}/f")).Text);
        Assert.Equal(413, (await _client.SendAsync("PUT", $"{share}/f", headers, new byte[(4 << 20) + 1])).Status);
    }

    [Fact]
    public async Task Create_WhereNothingCanBe_IsRefused()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateDirectoryAsync($"{share}/d");
        (string, string)[] headers = [("x-ms-type", "file"), ("x-ms-content-length", "1")];
        Assert.Equal("ParentNotFound", (await _client.PutAsync($"{share}/no/f", headers)).Code);
        Assert.Equal("ResourceAlreadyExists", (await _client.PutAsync($"{share}/d", headers)).Code);
        Assert.Equal("ShareNotFound", (await _client.PutAsync("/missing-share/f", headers)).Code);
        Assert.Equal("MissingRequiredHeader", (await _client.PutAsync($"{share}/f", ("x-ms-type", "file"))).Code);
    }

    [Fact]
    public async Task SetProperties_Resize_CutsAndZeroFills()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 6);
        await _client.PutRangeAsync($"{share}/f", 0, "abcdef"u8.ToArray());
        Assert.Equal(200, (await ResizeAsync($"{share}/f", 2)).Status);
        Assert.Equal(200, (await ResizeAsync($"{share}/f", 5)).Status);
        Assert.Equal("ab\0\0\0", (await _client.GetAsync($"{share}/f")).Text);
    }

    [Fact]
    public async Task SetProperties_Resize_MovesLastWriteTimeEvenIfPreserved()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 6);
        var before = await _client.HeadAsync($"{share}/f");
        var headersOnly = await _client.PutAsync($"{share}/f?comp=properties", ("x-ms-content-type", "text/plain"));
        Assert.Equal(before.Header("x-ms-file-last-write-time"), headersOnly.Header("x-ms-file-last-write-time"));
        Assert.NotEqual(before.Header("x-ms-file-change-time"), headersOnly.Header("x-ms-file-change-time"));
        var resized = await ResizeAsync($"{share}/f", 7, ("x-ms-file-last-write-time", "preserve"));
        Assert.NotEqual(before.Header("x-ms-file-last-write-time"), resized.Header("x-ms-file-last-write-time"));
    }

    [Fact]
    public async Task SetProperties_ContentHeadersNotSent_AreCleared()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 6, ("x-ms-content-type", "text/plain"), ("x-ms-cache-control", "no-cache"));
        await _client.PutAsync($"{share}/f?comp=properties", ("x-ms-content-type", "text/html"));
        var head = await _client.HeadAsync($"{share}/f");
        Assert.Equal(("text/html", null), (head.Header("Content-Type"), head.Header("Cache-Control")));
    }

    [Fact]
    public async Task SetProperties_TimesAndAttributes_AreKeptExactly()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f");
        const string Time = "2001-02-03T04:05:06.1234567Z";
        await _client.PutAsync(
            $"{share}/f?comp=properties",
            ("x-ms-file-creation-time", Time),
            ("x-ms-file-last-write-time", Time),
            ("x-ms-file-change-time", Time),
            ("x-ms-file-attributes", "hidden|ReadOnly"));
        var head = await _client.HeadAsync($"{share}/f");
        Assert.Equal("ReadOnly | Hidden", head.Header("x-ms-file-attributes"));
        Assert.Equal((Time, Time, Time), (head.Header("x-ms-file-creation-time"), head.Header("x-ms-file-last-write-time"), head.Header("x-ms-file-change-time")));
        var refused = await _client.PutAsync($"{share}/f?comp=properties", ("x-ms-file-attributes", "ReadOnly|None|Directory"));
        Assert.Equal((400, "InvalidHeaderValue", "readonly|none|directory"), (refused.Status, refused.Code, refused.Xml.Element("HeaderValue")!.Value));
    }

    [Fact]
    public async Task ReadOnlyFile_CannotBeChangedOrDeleted()
    {
        var share = await fixture.ShareAsync();
        var path = $"{share}/f";
        await _client.CreateFileAsync(path, 8, ("x-ms-file-attributes", "ReadOnly"));
        RestAnswer[] refused =
        [
            await _client.DeleteAsync(path),
            await _client.PutAsync(path, ("x-ms-type", "file"), ("x-ms-content-length", "1")),
            await _client.PutRangeAsync(path, 0, [1]),
            await _client.ClearRangeAsync(path, 0, 1),
            await ResizeAsync(path, 3),
        ];
        Assert.All(refused, answer => Assert.Equal((409, "ReadOnlyAttribute"), (answer.Status, answer.Code)));
        Assert.Equal(200, (await _client.PutAsync($"{path}?comp=properties", ("x-ms-file-attributes", "Archive"))).Status);
        Assert.Equal(202, (await _client.DeleteAsync(path)).Status);
    }

    [Theory]
    [InlineData("file", "")]
    [InlineData("directory", "restype=directory&")]
    public async Task Metadata_IsReplacedAsAWhole(string kind, string query)
    {
        var share = await fixture.ShareAsync();
        var path = $"{share}/x";
        if (kind == "file")
            await _client.CreateFileAsync(path);
        else
            await _client.CreateDirectoryAsync(path);
        var first = await _client.PutAsync($"{path}?{query}comp=metadata", ("x-ms-meta-One", "1"), ("x-ms-meta-two", "2"));
        await _client.PutAsync($"{path}?{query}comp=metadata", ("x-ms-meta-Three", "3"));
        var read = await _client.GetAsync($"{path}?{query}comp=metadata");
        Assert.Equal(["x-ms-meta-Three"], read.Headers.Keys.Where(k => k.StartsWith("x-ms-meta-", StringComparison.Ordinal)));
        Assert.NotEqual(first.Header("ETag"), read.Header("ETag"));
        Assert.Null(first.Header("x-ms-file-id"));
    }

    private Task<RestAnswer> ResizeAsync(string path, long length, params (string Name, string Value)[] headers) =>
        _client.PutAsync($"{path}?comp=properties", [("x-ms-content-length", $"{length}"), .. headers]);
}
