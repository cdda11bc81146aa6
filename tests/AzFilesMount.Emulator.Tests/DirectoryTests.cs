using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Directories and listings.</summary>
public sealed class DirectoryTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly RestClient _client = fixture.Client;

    [Fact]
    public async Task CreateAndDelete_FollowTheTree()
    {
        var share = await fixture.ShareAsync();
        Assert.Equal("ParentNotFound", (await _client.PutAsync($"{share}/a/b?restype=directory")).Code);
        await _client.CreateDirectoryAsync($"{share}/a");
        Assert.Equal((409, "ResourceAlreadyExists"), Outcome(await _client.PutAsync($"{share}/A?restype=directory")));
        await _client.CreateDirectoryAsync($"{share}/a%2Fb");
        Assert.Equal((409, "DirectoryNotEmpty"), Outcome(await _client.DeleteAsync($"{share}/a?restype=directory")));
        Assert.Equal(202, (await _client.DeleteAsync($"{share}/a/b?restype=directory")).Status);
        Assert.Equal((404, "ResourceNotFound"), Outcome(await _client.GetAsync($"{share}/a/b?restype=directory")));
        Assert.Equal((404, "ParentNotFound"), Outcome(await _client.GetAsync($"{share}/x/y?restype=directory")));
    }

    [Fact]
    public async Task Root_HasIdZeroAndNoPermissionKey()
    {
        var share = await fixture.ShareAsync();
        var root = await _client.GetAsync($"{share}?restype=directory");
        Assert.Equal(("0", "0", "false"), (root.Header("x-ms-file-id"), root.Header("x-ms-file-parent-id"), root.Header("x-ms-server-encrypted")));
        Assert.Null(root.Header("x-ms-file-permission-key"));
        Assert.Null(root.Header("x-ms-lease-state"));
    }

    [Fact]
    public async Task List_MergesKindsInOneOrderOfNames()
    {
        var share = await FilledAsync("b", "C/", "a", "D", "ä/");
        Assert.Equal("a b C D ä", string.Join(' ', Names(await ListAsync(share))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task List_InPages_FindsEverythingOnce(int pageLength)
    {
        var share = await FilledAsync("a", "b/", "c=", "d d", "e", "f+", "g/");
        var names = new List<string>();
        var marker = "";
        do
        {
            var page = await ListAsync(share, $"&maxresults={pageLength}&marker={Uri.EscapeDataString(marker)}");
            Assert.Equal(marker.Length > 0 ? marker : null, page.Xml.Element("Marker")?.Value);
            names.AddRange(Names(page));
            marker = page.Xml.Element("NextMarker")!.Value;
        }
        while (marker.Length > 0);
        Assert.Equal("a|b|c=|d d|e|f+|g", string.Join('|', names));
    }

    [Fact]
    public async Task List_MarkerOfADeletedEntry_GoesOnAfterIt()
    {
        var share = await FilledAsync("a", "b", "c");
        var marker = (await ListAsync(share, "&maxresults=1")).Xml.Element("NextMarker")!.Value;
        await _client.DeleteAsync($"{share}/b");
        Assert.Equal(["c"], Names(await ListAsync(share, $"&marker={Uri.EscapeDataString(marker)}")));
        Assert.Equal(400, (await ListAsync(share, "&marker=nonsense")).Status);
    }

    [Fact]
    public async Task List_Prefix_IgnoresCase()
    {
        var share = await FilledAsync("Alpha", "alpine/", "beta", "al");
        var page = await ListAsync(share, "&prefix=ALP");
        Assert.Equal(["Alpha", "alpine"], Names(page));
        Assert.Equal("ALP", page.Xml.Element("Prefix")!.Value);
    }

    [Fact]
    public async Task List_Include_AddsWhatIsAsked()
    {
        var share = await FilledAsync("f");
        var page = await ListAsync(share, "&include=timestamps,Etag,ATTRIBUTES,PermissionKey");
        var file = page.Xml.Element("Entries")!.Element("File")!;
        Assert.Equal("Name FileId Properties Attributes PermissionKey", string.Join(' ', file.Elements().Select(e => e.Name.LocalName)));
        Assert.Equal(
            "Content-Length CreationTime LastAccessTime LastWriteTime ChangeTime Last-Modified Etag",
            string.Join(' ', file.Element("Properties")!.Elements().Select(e => e.Name.LocalName)));
        Assert.Equal((await _client.HeadAsync($"{share}/f")).Header("ETag"), file.Element("Properties")!.Element("Etag")!.Value);
        Assert.Equal(400, (await ListAsync(share, "&include=colour")).Status);
    }

    [Fact]
    public async Task List_NamesThatXmlCannotHold_AreEncoded()
    {
        var share = await fixture.ShareAsync();
        var name = Uri.EscapeDataString("a\uFFFEb");
        await _client.CreateDirectoryAsync($"{share}/{name}");
        await _client.CreateFileAsync($"{share}/{name}/{name}");
        var page = await _client.GetAsync($"{share}/{name}?restype=directory&comp=list&prefix={name}");
        Assert.Equal(("true", name), (page.Xml.Attribute("Encoded")?.Value, page.Xml.Attribute("DirectoryPath")?.Value));
        Assert.Equal("true", page.Xml.Element("Prefix")!.Attribute("Encoded")?.Value);
        var listed = page.Xml.Element("Entries")!.Element("File")!.Element("Name")!;
        Assert.Equal(("true", name), (listed.Attribute("Encoded")?.Value, listed.Value));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task List_MaxResultsOutOfRange_IsRefused(string maxResults)
    {
        var answer = await ListAsync(await fixture.ShareAsync(), $"&maxresults={maxResults}");
        Assert.Equal((400, "OutOfRangeQueryParameterValue"), Outcome(answer));
        Assert.Equal("2147483647", answer.Xml.Element("MaximumAllowed")!.Value);
    }

    [Fact]
    public async Task Properties_OfADirectory_AreChanged()
    {
        var share = await FilledAsync("d/");
        var set = await _client.PutAsync($"{share}/d?restype=directory&comp=properties", ("x-ms-file-attributes", "Hidden"), ("x-ms-file-creation-time", "2001-01-01T00:00:00Z"));
        Assert.Equal((200, "Hidden | Directory", "2001-01-01T00:00:00.0000000Z"), (set.Status, set.Header("x-ms-file-attributes"), set.Header("x-ms-file-creation-time")));
        Assert.Equal(409, (await _client.HeadAsync($"{share}/d")).Status);
        Assert.Equal("0", (await _client.PutAsync($"{share}/d?comp=forceclosehandles", ("x-ms-handle-id", "*"))).Header("x-ms-number-of-handles-closed"));
    }

    private static (int, string?) Outcome(RestAnswer answer) => (answer.Status, answer.Code);

    private static string[] Names(RestAnswer page) => [.. page.Xml.Element("Entries")!.Elements().Select(e => e.Element("Name")!.Value)];

    private Task<RestAnswer> ListAsync(string path, string query = "") => _client.GetAsync($"{path}?restype=directory&comp=list{query}");

    private async Task<string> FilledAsync(params string[] names)
    {
        var share = await fixture.ShareAsync();
        foreach (var name in names)
        {
            if (name.EndsWith('/'))
                await _client.CreateDirectoryAsync($"{share}/{Uri.EscapeDataString(name[..^1])}");
            else
                await _client.CreateFileAsync($"{share}/{Uri.EscapeDataString(name)}");
        }

        return share;
    }
}
