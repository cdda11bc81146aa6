using AzFilesMount.Emulator.Tests.Support;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Shares, their snapshots and permissions, and the forms that all answers share.</summary>
public sealed class ShareTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly RestClient _client = fixture.Client;

    [Fact]
    public async Task Share_IsMadeDescribedAndDeleted()
    {
        Assert.Equal(201, (await _client.PutAsync("/made-here?restype=share", ("x-ms-share-quota", "7"), ("x-ms-meta-a", "b"))).Status);
        Assert.Equal("ShareAlreadyExists", (await _client.PutAsync("/made-here?restype=share")).Code);
        var properties = await _client.GetAsync("/made-here?restype=share");
        Assert.Equal((200, "7", "SMB", "b"), (properties.Status, properties.Header("x-ms-share-quota"), properties.Header("x-ms-enabled-protocols"), properties.Header("x-ms-meta-a")));
        Assert.Equal(202, (await _client.DeleteAsync("/made-here?restype=share")).Status);
        Assert.Equal("ShareNotFound", (await _client.GetAsync("/made-here?restype=share")).Code);
        Assert.Equal("InvalidResourceName", (await _client.PutAsync("/Bad_Name?restype=share")).Code);
    }

    [Fact]
    public async Task Stats_CountWhatIsWritten()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 1L << 40);
        await _client.PutRangeAsync($"{share}/f", 1 << 20, new byte[2048]);
        Assert.Equal("2048", (await _client.GetAsync($"{share}?restype=share&comp=stats")).Xml.Element("ShareUsageBytes")!.Value);
    }

    [Fact]
    public async Task Snapshots_KeepWhatWas()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/f", 3);
        await _client.PutRangeAsync($"{share}/f", 0, "old"u8.ToArray());
        var first = (await _client.PutAsync($"{share}?restype=share&comp=snapshot")).Header("x-ms-snapshot")!;
        var second = (await _client.PutAsync($"{share}?restype=share&comp=snapshot")).Header("x-ms-snapshot")!;
        Assert.True(string.CompareOrdinal(first, second) < 0);
        Assert.EndsWith(".0000000Z", first, StringComparison.Ordinal);
        await _client.PutRangeAsync($"{share}/f", 0, "new"u8.ToArray());
        await _client.PutAsync($"{share}/f?comp=properties", ("x-ms-content-length", "1"));
        Assert.Equal("old", (await _client.GetAsync($"{share}/f?sharesnapshot={Uri.EscapeDataString(first)}")).Text);
        await _client.DeleteAsync($"{share}/f");
        Assert.Equal("old", (await _client.GetAsync($"{share}/f?sharesnapshot={first}")).Text);
        var list = await _client.GetAsync($"{share}?restype=directory&comp=list&sharesnapshot={first}");
        Assert.Equal(first, list.Xml.Attribute("ShareSnapshot")!.Value);
        Assert.Equal(400, (await _client.DeleteAsync($"{share}/f?sharesnapshot={first}")).Status);
        Assert.Equal("ShareHasSnapshots", (await _client.DeleteAsync($"{share}?restype=share")).Code);
        Assert.Equal(202, (await _client.DeleteAsync($"{share}?restype=share", ("x-ms-delete-snapshots", "include"))).Status);
    }

    [Fact]
    public async Task Permissions_AreKeptByKey()
    {
        var share = await fixture.ShareAsync();
        const string Descriptor = "O:SYG:SYD:(A;;FA;;;SY)";
        var json = $$"""{"permission":"{{Descriptor}}"}""";
        var made = await _client.SendAsync("PUT", $"{share}?restype=share&comp=filepermission", null, System.Text.Encoding.UTF8.GetBytes(json));
        var key = made.Header("x-ms-file-permission-key")!;
        Assert.Equal(json, (await _client.GetAsync($"{share}?restype=share&comp=filepermission", ("x-ms-file-permission-key", key))).Text);
        await _client.CreateFileAsync($"{share}/f", 0, ("x-ms-file-permission-key", key));
        Assert.Equal(key, (await _client.HeadAsync($"{share}/f")).Header("x-ms-file-permission-key"));
        await _client.CreateFileAsync($"{share}/g", 0, ("x-ms-file-permission", Descriptor));
        Assert.Equal(key, (await _client.HeadAsync($"{share}/g")).Header("x-ms-file-permission-key"));
        (string, string)[] bad = [("x-ms-type", "file"), ("x-ms-content-length", "0"), ("x-ms-file-permission", "everyone")];
        Assert.Equal("FileInvalidPermission", (await _client.PutAsync($"{share}/h", bad)).Code);
    }

    [Fact]
    public async Task Errors_HaveTheServicesForm()
    {
        var answer = await _client.GetAsync("/share/missing", ("x-ms-client-request-id", "mine"), ("x-ms-return-client-request-id", "true"));
        Assert.Equal((404, "application/xml", "mine"), (answer.Status, answer.Header("Content-Type"), answer.Header("x-ms-client-request-id")));
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
        var message = answer.Xml.Element("Message")!.Value.Split('\n');
        Assert.Equal(
            ["The specified resource does not exist.", $"RequestId:{answer.Header("x-ms-request-id")}"],
            message[..2]);
        Assert.Matches(@"^Time:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", message[2]);
        Assert.Equal("Windows-Azure-File/1.0 Microsoft-HTTPAPI/2.0", answer.Header("Server"));
        var head = await _client.HeadAsync("/share/missing");
        Assert.Equal((404, "ResourceNotFound", null), (head.Status, head.Code, head.Header("Content-Type")));
    }

    [Fact]
    public async Task FileIds_FollowTheServicesSequence()
    {
        var share = await fixture.ShareAsync();
        string[] known = ["13835128424026341376", "11529285414812647424", "16140971433240035328", "10376363910205800448"];
        foreach (var id in known)
            Assert.Equal(id, (await _client.PutAsync($"{share}/d{id}?restype=directory")).Header("x-ms-file-id"));
        var ids = Enumerable.Range(1, 200_000).Select(n => FileIds.FromCount(n)).ToHashSet();
        Assert.Equal(200_000, ids.Count);
    }

    [Fact]
    public void StoredAttributes_KeepTheirValues() => Assert.Equal(
        "None=0 ReadOnly=1 Hidden=2 System=4 Directory=8 Archive=16 Temporary=32 Offline=64 NotContentIndexed=128 NoScrubData=256",
        string.Join(' ', Enum.GetValues<SmbAttributes>().Select(a => $"{a}={(int)a}")));
}
