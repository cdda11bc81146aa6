using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

public sealed class RenameTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly RestClient _client = fixture.Client;

    [Fact]
    public async Task File_KeepsIdAndTimes()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateDirectoryAsync($"{share}/d");
        await _client.CreateFileAsync($"{share}/a%20b", 3);
        await _client.PutRangeAsync($"{share}/a%20b", 0, "abc"u8.ToArray());
        var before = await _client.HeadAsync($"{share}/a%20b");
        var renamed = await RenameAsync($"{share}/a%20b", $"{share}/d/new");
        Assert.Equal(200, renamed.Status);
        foreach (var kept in new[] { "x-ms-file-id", "x-ms-file-creation-time", "x-ms-file-last-write-time" })
            Assert.Equal(before.Header(kept), renamed.Header(kept));
        Assert.NotEqual(before.Header("ETag"), renamed.Header("ETag"));
        Assert.NotEqual("0", renamed.Header("x-ms-file-parent-id"));
        Assert.Equal("abc", (await _client.GetAsync($"{share}/d/new")).Text);
        Assert.Equal(404, (await _client.HeadAsync($"{share}/a%20b")).Status);
    }

    [Fact]
    public async Task Tree_MovesAsAWhole()
    {
        var share = await fixture.ShareAsync();
        foreach (var directory in new[] { "a", "a/b", "c" })
            await _client.CreateDirectoryAsync($"{share}/{directory}");
        await _client.CreateFileAsync($"{share}/a/b/f", 1);
        Assert.Equal(200, (await RenameAsync($"{share}/a", $"{share}/c/moved", true)).Status);
        Assert.Equal(200, (await _client.HeadAsync($"{share}/c/moved/b/f")).Status);
        Assert.Equal("SharingViolation", (await RenameAsync($"{share}/c", $"{share}/c/moved/b/c", true)).Code);
    }

    [Fact]
    public async Task Replace_NeedsToBeAskedForAndOnlyTakesFiles()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/a", 1);
        await _client.CreateFileAsync($"{share}/b", 2, ("x-ms-file-attributes", "ReadOnly"));
        await _client.CreateDirectoryAsync($"{share}/d");
        await _client.CreateDirectoryAsync($"{share}/e");
        (string, string) replace = ("x-ms-file-rename-replace-if-exists", "true");
        Assert.Equal((409, "ResourceAlreadyExists"), Outcome(await RenameAsync($"{share}/a", $"{share}/b")));
        Assert.Equal((409, "ReadOnlyAttribute"), Outcome(await RenameAsync($"{share}/a", $"{share}/b", false, replace)));
        Assert.Equal((409, "ResourceAlreadyExists"), Outcome(await RenameAsync($"{share}/d", $"{share}/e", true, replace)));
        Assert.Equal(200, (await RenameAsync($"{share}/a", $"{share}/b", false, replace, ("x-ms-file-rename-ignore-readonly", "true"))).Status);
        Assert.Equal("1", (await _client.HeadAsync($"{share}/b")).Header("Content-Length"));
        Assert.Equal(200, (await RenameAsync($"{share}/d", $"{share}/b", true, replace)).Status);
    }

    [Fact]
    public async Task CaseOnly_ChangesTheName()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/readme", 1);
        Assert.Equal(200, (await RenameAsync($"{share}/readme", $"{share}/README")).Status);
        var list = await _client.GetAsync($"{share}?restype=directory&comp=list");
        Assert.Equal(["README"], list.Xml.Element("Entries")!.Elements().Select(e => e.Element("Name")!.Value));
    }

    [Fact]
    public async Task Missing_IsToldApart()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/a", 1);
        Assert.Equal("ResourceNotFound", (await RenameAsync($"{share}/no", $"{share}/b")).Code);
        Assert.Equal("ParentNotFound", (await RenameAsync($"{share}/a", $"{share}/no/b")).Code);
        Assert.Equal("ResourceTypeMismatch", (await RenameAsync($"{share}/a", $"{share}/b", true)).Code);
        Assert.Equal("MissingRequiredHeader", (await _client.PutAsync($"{share}/b?comp=rename")).Code);
        Assert.Equal("InvalidHeaderValue", (await RenameAsync("/other-share/a", $"{share}/b")).Code);
    }

    private static (int, string?) Outcome(RestAnswer answer) => (answer.Status, answer.Code);

    private Task<RestAnswer> RenameAsync(string source, string target, bool isDirectory = false, params (string Name, string Value)[] headers) =>
        _client.PutAsync(
            $"{target}?{(isDirectory ? "restype=directory&" : "")}comp=rename",
            [("x-ms-file-rename-source", fixture.Emulator.Server.Endpoint + source), .. headers]);
}
