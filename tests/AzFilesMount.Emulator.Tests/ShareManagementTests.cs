using System.Text;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Operations on shares themselves: properties, metadata, policies, leases, listing, quota.</summary>
public sealed class ShareManagementTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Lease = "11111111-2222-3333-4444-555555555555";

    private RestClient Client => fixture.Client;

    [Fact]
    public async Task Properties_AreSetAndBadOnesRefused()
    {
        var share = await fixture.ShareAsync();
        var set = await Client.PutAsync($"{share}?restype=share&comp=properties", ("x-ms-share-quota", "7"), ("x-ms-access-tier", "hot"));
        var get = await Client.GetAsync($"{share}?restype=share");
        Assert.Equal((200, "7", "Hot"), (set.Status, get.Header("x-ms-share-quota"), get.Header("x-ms-access-tier")));
        Assert.Equal(set.Header("ETag"), get.Header("ETag"));
        Assert.Equal(400, (await Client.PutAsync($"{share}?restype=share&comp=properties", ("x-ms-share-quota", "0"))).Status);
        var old = await Client.PutAsync($"{share}?restype=share&comp=properties", ("x-ms-share-quota", "7"), ("x-ms-version", "2023-01-03"));
        Assert.Equal("FileOAuthManagementApiRestrictedToSrp", old.Code);
    }

    [Fact]
    public async Task Metadata_IsReplacedAsAWhole()
    {
        var share = await fixture.ShareAsync();
        await Client.PutAsync($"{share}?restype=share&comp=metadata", ("x-ms-meta-a", "1"));
        await Client.PutAsync($"{share}?restype=share&comp=metadata", ("x-ms-meta-b", "2"));
        var get = await Client.GetAsync($"{share}?restype=share&comp=metadata");
        Assert.Equal((200, null, "2"), (get.Status, get.Header("x-ms-meta-a"), get.Header("x-ms-meta-b")));
    }

    [Fact]
    public async Task Acl_ComesBackAsItWasSet()
    {
        var share = await fixture.ShareAsync();
        const string Policies = "<SignedIdentifiers><SignedIdentifier><Id>p</Id><AccessPolicy><Permission>rw</Permission></AccessPolicy></SignedIdentifier></SignedIdentifiers>";
        Assert.Equal(200, (await Client.SendAsync("PUT", $"{share}?restype=share&comp=acl", null, Encoding.UTF8.GetBytes(Policies))).Status);
        Assert.Equal(Policies, (await Client.GetAsync($"{share}?restype=share&comp=acl")).Xml.ToString(System.Xml.Linq.SaveOptions.DisableFormatting));
        var bad = await Client.SendAsync("PUT", $"{share}?restype=share&comp=acl", null, "<Signed"u8.ToArray());
        Assert.Equal((400, "InvalidXmlDocument"), (bad.Status, bad.Code));
    }

    [Fact]
    public async Task Lease_GuardsDeletionUntilItIsReleased()
    {
        var share = await fixture.ShareAsync();
        Assert.Equal(400, (await ActAsync(share, "acquire", ("x-ms-lease-duration", "10"))).Status);
        Assert.Equal(Lease, (await ActAsync(share, "acquire", ("x-ms-lease-duration", "30"), ("x-ms-proposed-lease-id", Lease))).Header("x-ms-lease-id"));
        Assert.Equal("LeaseAlreadyPresent", (await ActAsync(share, "acquire", ("x-ms-lease-duration", "30"))).Code);
        var get = await Client.GetAsync($"{share}?restype=share");
        Assert.Equal(("locked", "leased", "fixed"), (get.Header("x-ms-lease-status"), get.Header("x-ms-lease-state"), get.Header("x-ms-lease-duration")));
        Assert.Equal("LeaseIdMissing", (await Client.DeleteAsync($"{share}?restype=share")).Code);
        Assert.Equal(200, (await ActAsync(share, "renew", ("x-ms-lease-id", Lease))).Status);
        Assert.Equal("0", (await ActAsync(share, "release", ("x-ms-lease-id", Lease))).Header("x-ms-lease-time"));
        Assert.Equal(202, (await Client.DeleteAsync($"{share}?restype=share")).Status);
    }

    [Fact]
    public async Task Lease_BreaksOverAPeriod()
    {
        var share = await fixture.ShareAsync();
        await ActAsync(share, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Lease));
        var broken = await ActAsync(share, "break", ("x-ms-lease-break-period", "20"));
        Assert.Equal((202, "20"), (broken.Status, broken.Header("x-ms-lease-time")));
        Assert.Equal("breaking", (await Client.GetAsync($"{share}?restype=share")).Header("x-ms-lease-state"));
        Assert.Equal("0", (await ActAsync(share, "break", ("x-ms-lease-break-period", "0"))).Header("x-ms-lease-time"));
        Assert.Equal("broken", (await Client.GetAsync($"{share}?restype=share")).Header("x-ms-lease-state"));
    }

    [Fact]
    public async Task List_PagesSharesAndShowsSnapshots()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["aaa", "bbb", "ccc"] });
        await emulator.Client.PutAsync("/aaa?restype=share&comp=snapshot");
        var first = (await emulator.Client.GetAsync("?comp=list&maxresults=2&include=snapshots")).Xml;
        Assert.Equal(["aaa", "aaa", "bbb"], first.Element("Shares")!.Elements().Select(s => s.Element("Name")!.Value));
        var rest = (await emulator.Client.GetAsync($"?comp=list&marker={first.Element("NextMarker")!.Value}")).Xml;
        Assert.Equal(["ccc"], rest.Element("Shares")!.Elements().Select(s => s.Element("Name")!.Value));
    }

    [Fact]
    public void Quota_IsEnforcedOnWhatIsWritten()
    {
        var tree = new Tree.ShareTree(
            new Tree.ShareState { TreeId = 1, Name = "s", CreationTime = DateTime.UtcNow, Version = DateTime.UtcNow, QuotaGiB = 1 }, idCount: 0);
        var guard = new Tree.QuotaGuard();
        guard.Reserve(tree, 1 << 30);
        guard.Reserve(tree, 1 << 30); // The first was never written: the second count finds room.
        var refused = Assert.Throws<Protocol.ServiceFault>(() => guard.Reserve(tree, (1L << 30) + 1));
        Assert.Equal("ShareSizeLimitReached", refused.Code);
    }

    private Task<RestAnswer> ActAsync(string share, string action, params (string Name, string Value)[] headers) =>
        Client.PutAsync($"{share}?restype=share&comp=lease", [("x-ms-lease-action", action), .. headers]);
}
