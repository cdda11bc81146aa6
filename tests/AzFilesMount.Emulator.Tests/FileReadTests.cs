using System.Net;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

public sealed class FileReadTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const int FileLength = 9 * 1024 * 1024 + 321;

    private readonly RestClient _client = fixture.Client;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 65535)]
    [InlineData(0, 65536)]
    [InlineData(65535, 131072)]
    [InlineData(7, 4194310)]
    [InlineData(4194304, 8388607)]
    [InlineData(0, 9437504)]
    public async Task Get_Range_SendsExactlyThatRange(int first, int last)
    {
        var (path, bytes) = await WriteAsync();
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            var answer = await _client.SendAsync("GET", path, new() { ["x-ms-range"] = $"bytes={first}-{last}" }, null, version);
            Assert.Equal(206, answer.Status);
            Assert.Equal($"bytes {first}-{last}/{FileLength}", answer.Header("Content-Range"));
            Assert.True(bytes.AsSpan(first, last - first + 1).SequenceEqual(answer.Body.Span));
        }
    }

    [Fact]
    public async Task Get_WithoutRange_SendsEverything()
    {
        var (path, bytes) = await WriteAsync();
        var answer = await _client.GetAsync(path);
        Assert.Equal((200, $"{FileLength}"), (answer.Status, answer.Header("Content-Length")));
        Assert.True(bytes.AsSpan().SequenceEqual(answer.Body.Span));
        Assert.Null(answer.Header("Content-Range"));
    }

    [Fact]
    public async Task Get_RangePastTheEnd_IsCutOrRefused()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 1000);
        Assert.Equal("bytes 900-999/1000", (await _client.GetAsync($"{share}/f", ("Range", "bytes=900-5000"))).Header("Content-Range"));
        Assert.Equal("bytes 900-999/1000", (await _client.GetAsync($"{share}/f", ("x-ms-range", "bytes=900-"))).Header("Content-Range"));
        var refused = await _client.GetAsync($"{share}/f", ("x-ms-range", "bytes=1000-1001"));
        Assert.Equal((416, "InvalidRange", "bytes */1000"), (refused.Status, refused.Code, refused.Header("Content-Range")));
    }

    [Fact]
    public async Task Get_EmptyFile_IsEmptyAndHasNoRange()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f");
        var whole = await _client.GetAsync($"{share}/f");
        Assert.Equal((200, "0"), (whole.Status, whole.Header("Content-Length")));
        Assert.Equal(416, (await _client.GetAsync($"{share}/f", ("x-ms-range", "bytes=0-0"))).Status);
    }

    [Fact]
    public async Task Get_RangeWithMd5_IsAnsweredUpToFourMebibytes()
    {
        var (path, bytes) = await WriteAsync();
        var answer = await _client.GetAsync(path, ("x-ms-range", "bytes=0-99"), ("x-ms-range-get-content-md5", "true"));
#pragma warning disable CA5351 // The protocol's checksum.
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(bytes.AsSpan(0, 100))), answer.Header("Content-MD5"));
#pragma warning restore CA5351
        Assert.Equal(400, (await _client.GetAsync(path, ("x-ms-range", "bytes=0-4194304"), ("x-ms-range-get-content-md5", "true"))).Status);
    }

    [Fact]
    public async Task Get_WhileTheFileIsRewritten_NeverMixesStates()
    {
        var share = await fixture.ShareAsync();
        var path = $"{share}/f";
        await _client.CreateFileAsync(path, 300_000);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (byte value = 1; !stop.IsCancellationRequested; value++)
                await _client.PutRangeAsync(path, 0, Enumerable.Repeat(value, 300_000).ToArray());
        });
        var tags = new Dictionary<string, byte>();
        for (var i = 0; i < 60; i++)
        {
            var answer = await _client.GetAsync(path, ("x-ms-range", "bytes=0-299999"));
            var first = answer.Body.Span[0];
            Assert.False(answer.Body.Span.ContainsAnyExcept(first));
            Assert.Equal(first, tags.TryGetValue(answer.Header("ETag")!, out var known) ? known : first);
            tags[answer.Header("ETag")!] = first;
        }

        await stop.CancelAsync();
        await writer;
    }

    private async Task<(string Path, byte[] Bytes)> WriteAsync()
    {
        var path = $"{await fixture.ShareAsync()}/file";
        var bytes = new byte[FileLength];
        new Random(1).NextBytes(bytes);
        await _client.CreateFileAsync(path, FileLength);
        foreach (var piece in bytes.Chunk(4 * 1024 * 1024).Index())
            Assert.Equal(201, (await _client.PutRangeAsync(path, piece.Index * 4L * 1024 * 1024, piece.Item)).Status);
        return (path, bytes);
    }
}
