using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Writing, clearing and listing ranges.</summary>
public sealed class RangeTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly RestClient _client = fixture.Client;

    [Fact]
    public async Task Put_PastTheEnd_NeverExtends()
    {
        var path = await FileAsync(100);
        Assert.Equal((416, "InvalidRange"), Outcome(await _client.PutRangeAsync(path, 99, [1, 2])));
        Assert.Equal((416, "InvalidRange"), Outcome(await _client.ClearRangeAsync(path, 0, 100)));
        Assert.Equal("100", (await _client.HeadAsync(path)).Header("Content-Length"));
    }

    [Fact]
    public async Task Put_BodyThatIsNotTheRange_IsRefused()
    {
        var path = await FileAsync(100);
        Dictionary<string, string> headers = new() { ["x-ms-write"] = "update", ["x-ms-range"] = "bytes=0-9" };
        Assert.Equal(400, (await _client.SendAsync("PUT", $"{path}?comp=range", headers, new byte[9])).Status);
        headers["Content-MD5"] = "AAAAAAAAAAAAAAAAAAAAAA==";
        Assert.Equal("Md5Mismatch", (await _client.SendAsync("PUT", $"{path}?comp=range", headers, new byte[10])).Code);
        headers["x-ms-range"] = "bytes=0-4194304";
        Assert.Equal(413, (await _client.SendAsync("PUT", $"{path}?comp=range", headers, new byte[(4 << 20) + 1])).Status);
        Assert.Equal("MissingRequiredHeader", (await _client.PutAsync($"{path}?comp=range", ("x-ms-write", "clear"))).Code);
    }

    [Fact]
    public async Task Put_Update_TellsMd5AndTime()
    {
        var path = await FileAsync(4);
        var before = await _client.HeadAsync(path);
        var kept = await _client.PutRangeAsync(path, 0, "data"u8.ToArray(), ("x-ms-file-last-write-time", "Preserve"));
        Assert.Equal((201, "jXd/OF09/siBXSD3SWAm3A=="), (kept.Status, kept.Header("Content-MD5")));
        Assert.Equal(before.Header("x-ms-file-last-write-time"), kept.Header("x-ms-file-last-write-time"));
        Assert.NotEqual(before.Header("ETag"), kept.Header("ETag"));
        var moved = await _client.PutRangeAsync(path, 0, "data"u8.ToArray());
        Assert.NotEqual(before.Header("x-ms-file-last-write-time"), moved.Header("x-ms-file-last-write-time"));
    }

    [Fact]
    public async Task Clear_ZeroesAndHasNoMd5()
    {
        var path = await FileAsync(2000);
        await _client.PutRangeAsync(path, 0, Enumerable.Repeat((byte)7, 2000).ToArray());
        var cleared = await _client.ClearRangeAsync(path, 100, 1599);
        Assert.Equal((201, null, null), (cleared.Status, cleared.Header("Content-MD5"), cleared.Header("x-ms-request-server-encrypted")));
        var bytes = (await _client.GetAsync(path)).Body.ToArray();
        Assert.All(bytes[100..1600], b => Assert.Equal(0, b));
        Assert.All(bytes[..100], b => Assert.Equal(7, b));
        Assert.All(bytes[1600..], b => Assert.Equal(7, b));
        Assert.Equal("0-511 1536-1999", await RunsAsync(path));
    }

    [Fact]
    public async Task List_TellsWrittenUnits()
    {
        var path = await FileAsync(10L << 20);
        Assert.Equal("", await RunsAsync(path));
        await _client.PutRangeAsync(path, 0, new byte[512]);
        await _client.PutRangeAsync(path, 1024, new byte[1]);
        await _client.PutRangeAsync(path, (4 << 20) - 512, new byte[1024]);
        Assert.Equal("0-511 1024-1535 4193792-4194815", await RunsAsync(path));
        Assert.Equal("1100-1535", await RunsAsync(path, ("x-ms-range", "bytes=1100-4193000")));
        await _client.PutAsync($"{path}?comp=properties", ("x-ms-content-length", "600"));
        Assert.Equal("0-511", await RunsAsync(path));
    }

    private async Task<string> FileAsync(long length)
    {
        var path = $"{await fixture.ShareAsync()}/file";
        await _client.CreateFileAsync(path, length);
        return path;
    }

    private static (int, string?) Outcome(RestAnswer answer) => (answer.Status, answer.Code);

    private async Task<string> RunsAsync(string path, params (string Name, string Value)[] headers)
    {
        var answer = await _client.GetAsync($"{path}?comp=rangelist", headers);
        Assert.Equal((200, "application/xml"), (answer.Status, answer.Header("Content-Type")));
        Assert.StartsWith("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Ranges", answer.Text, StringComparison.Ordinal);
        return string.Join(' ', answer.Xml.Elements("Range").Select(r => $"{r.Element("Start")!.Value}-{r.Element("End")!.Value}"));
    }
}
