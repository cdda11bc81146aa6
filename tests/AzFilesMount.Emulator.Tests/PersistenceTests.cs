using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>A data directory across restarts and crashes. A crash is played by opening what the files hold while the first emulator runs.</summary>
public sealed class PersistenceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Crash_LosesNothingAcknowledged()
    {
        await using var first = await OpenAsync(_directory.File("data"));
        var client = first.Client;
        await client.CreateDirectoryAsync("/share/d");
        await client.CreateFileAsync("/share/d/f", 5_000_000, ("x-ms-meta-a", "b c"), ("x-ms-content-type", "text/plain"), ("x-ms-file-attributes", "Hidden"));
        await client.PutRangeAsync("/share/d/f", 4_194_300, "across a chunk"u8.ToArray());
        await client.ClearRangeAsync("/share/d/f", 4_194_304, 4_194_305);
        await client.PutAsync("/share/d/f?comp=lease", ("x-ms-lease-action", "acquire"), ("x-ms-lease-duration", "-1"));
        await client.PutAsync("/share/e?restype=directory&comp=rename", ("x-ms-file-rename-source", $"{first.Server.Endpoint}/share/d"));
        await using var second = await OpenAsync(_directory.CrashImageOf(_directory.File("data")));
        await AssertSameAsync(client, second.Client, "HEAD", "/share/e/f");
        await AssertSameAsync(client, second.Client, "GET", "/share/e/f");
        await AssertSameAsync(client, second.Client, "GET", "/share/e/f?comp=rangelist");
        await AssertSameAsync(client, second.Client, "GET", "/share/e?restype=directory&comp=list&include=Timestamps,ETag,Attributes,PermissionKey");
        Assert.Equal(404, (await second.Client.GetAsync("/share/d?restype=directory")).Status);
    }

    [Fact]
    public async Task Crash_LeftOvers_NeverShow()
    {
        await using var first = await OpenAsync(_directory.File("data"));
        await first.Client.CreateFileAsync("/share/f", 4);
        await first.Client.PutRangeAsync("/share/f", 0, "abcd"u8.ToArray());
        var image = _directory.CrashImageOf(_directory.File("data"));
        var content = Directory.GetFiles(Path.Combine(image, "content")).Single();
        await File.AppendAllTextAsync(content, "cut off, but not yet from the file");
        await File.WriteAllTextAsync(Path.Combine(image, "content", "00000000000000ff"), "never committed");
        await using var second = await OpenAsync(image);
        await second.Client.PutAsync("/share/f?comp=properties", ("x-ms-content-length", "8"));
        Assert.Equal("abcd\0\0\0\0", (await second.Client.GetAsync("/share/f")).Text);
        Assert.Single(Directory.GetFiles(Path.Combine(image, "content")));
    }

    [Fact]
    public async Task Restart_KeepsIdsKeysAndCredentials()
    {
        string token, id;
        ReadyInfo ready;
        await using (var first = await OpenAsync(_directory.File("data")))
        {
            ready = first.Server.Ready;
            token = ready.Tokens.Contributor;
            await first.Client.CreateFileAsync("/share/f");
            id = (await first.Client.HeadAsync("/share/f")).Header("x-ms-file-id")!;
            await first.Client.DeleteAsync("/share/f");
        }

        await using var second = await OpenAsync(_directory.File("data"));
        Assert.Equal((ready.TenantId, ready.ClientId, ready.ClientSecret), (second.Server.Ready.TenantId, second.Server.Ready.ClientId, second.Server.Ready.ClientSecret));
        Assert.Equal(await File.ReadAllTextAsync(ready.CaCertificate), await File.ReadAllTextAsync(second.Server.Ready.CaCertificate));
        var client = second.ClientWith(token);
        await client.CreateFileAsync("/share/f");
        Assert.NotEqual(id, (await client.HeadAsync("/share/f")).Header("x-ms-file-id"));
    }

    [Fact]
    public async Task Snapshots_SurviveToo()
    {
        await using var first = await OpenAsync(_directory.File("data"));
        await first.Client.CreateFileAsync("/share/f", 3);
        await first.Client.PutRangeAsync("/share/f", 0, "old"u8.ToArray());
        var stamp = (await first.Client.PutAsync("/share?restype=share&comp=snapshot")).Header("x-ms-snapshot");
        await first.Client.PutRangeAsync("/share/f", 0, "new"u8.ToArray());
        await using var second = await OpenAsync(_directory.CrashImageOf(_directory.File("data")));
        Assert.Equal("old", (await second.Client.GetAsync($"/share/f?sharesnapshot={stamp}")).Text);
        Assert.Equal("new", (await second.Client.GetAsync("/share/f")).Text);
        Assert.Equal(202, (await second.Client.DeleteAsync($"/share?restype=share&sharesnapshot={stamp}")).Status);
        Assert.Equal("new", (await second.Client.GetAsync("/share/f")).Text);
    }

    [Fact]
    public async Task DeletedFiles_FreeTheirContent()
    {
        await using var emulator = await OpenAsync(_directory.File("data"));
        await emulator.Client.CreateFileAsync("/share/f", 3);
        await emulator.Client.PutRangeAsync("/share/f", 0, "abc"u8.ToArray());
        await emulator.Client.CreateFileAsync("/share/f", 3);
        Assert.Empty(Directory.GetFiles(_directory.File("data/content")));
    }

    [Fact]
    public async Task SecondEmulator_OnTheSameDirectory_IsRefused()
    {
        await using var first = await OpenAsync(_directory.File("data"));
        var refused = await Assert.ThrowsAsync<EmulatorException>(() => OpenAsync(_directory.File("data")));
        Assert.Contains("in use by another emulator", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_directory.File("data"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_AreForTheOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are a Unix matter");
        if (OperatingSystem.IsWindows())
            return;
        await using var emulator = await OpenAsync(_directory.File("data"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.File("data")));
        foreach (var name in new[] { "ca.key", "token.key", "principal.json" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.File($"data/{name}")));
    }

    private static async Task AssertSameAsync(RestClient expected, RestClient actual, string method, string path)
    {
        var (a, b) = (await expected.SendAsync(method, path), await actual.SendAsync(method, path));
        Assert.Equal(a.Status, b.Status);
        foreach (var (name, value) in a.Headers.Where(h => h.Key is not ("Date" or "x-ms-request-id")))
            Assert.Equal(value, b.Header(name));
        if (b.Header("Content-Type") == "application/xml")
            Assert.Equal(a.Xml.Element("Entries")?.ToString() ?? a.Text, b.Xml.Element("Entries")?.ToString() ?? b.Text);
        else
            Assert.True(a.Body.Span.SequenceEqual(b.Body.Span));
    }

    private static Task<TestEmulator> OpenAsync(string path) => TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], DataDirectory = path });
}
