using System.Text;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Faults that were asked for: rules, their conditions and effects.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private TestEmulator _emulator = null!;

    private RestClient Client => _emulator.Client;

    private string FaultsFile => _directory.File("faults.json");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(FaultsFile, """{ "rules": [] }""");
        _emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], Faults = FaultsFile });
        await Client.CreateFileAsync("/share/f", 1000);
        await Client.PutRangeAsync("/share/f", 0, Bytes());
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Status_ForACount_RefusesWithCodeAndRetryAfter()
    {
        await SetAsync("""{ "operation": "GetFile", "path": "/share/*", "count": 2, "status": 503, "code": "ServerBusy", "retryAfter": 7 }""");
        for (var i = 0; i < 2; i++)
        {
            var refused = await Client.GetAsync("/share/f");
            Assert.Equal((503, "ServerBusy", "7"), (refused.Status, refused.Code, refused.Header("Retry-After")));
        }

        Assert.Equal(200, (await Client.GetAsync("/share/f")).Status);
    }

    [Fact]
    public async Task Conditions_ThatDoNotHold_LeaveTheRequestAlone()
    {
        await SetAsync("""{ "operation": ["PutRange", "GetToken"], "status": 500 }, { "path": "/share/other?", "status": 500 }""");
        Assert.Equal(200, (await Client.GetAsync("/share/f")).Status);
        Assert.Equal((500, "InternalError"), Named(await Client.PutRangeAsync("/share/f", 0, [1])));
        Assert.Equal(500, (await Client.GetAsync("/share/OTHER1")).Status);
    }

    [Fact]
    public async Task Chance_WithASeed_IsTheSameEachTime()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await SetAsync("""{ "chance": 0.5, "status": 500 }""", ", \"seed\": 42");
            var statuses = new StringBuilder();
            for (var i = 0; i < 20; i++)
                statuses.Append((await Client.HeadAsync("/share/f")).Status == 500 ? 'x' : '.');
            runs.Add(statuses.ToString());
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.InRange(runs[0].Count('x'), 3, 17);
    }

    [Fact]
    public async Task WrongBytes_AndCutShort_SpoilTheBodyConsistently()
    {
        await SetAsync("""{ "operation": "GetFile", "count": 1, "wrongBytes": 3 }, { "operation": "GetFile", "count": 1, "cutShort": 10 }""");
        var spoiled = await Client.GetAsync("/share/f");
        Assert.Equal((200, "10", 10), (spoiled.Status, spoiled.Header("Content-Length"), spoiled.Body.Length));
        Assert.Equal([0xFF, 0xFE, 0xFD, 3, 4], spoiled.Body[..5].ToArray());
        Assert.Equal(Bytes(), (await Client.GetAsync("/share/f")).Body.ToArray());
    }

    [Fact]
    public async Task ResetAfter_CutsTheConnectionButTheChangeWasMade()
    {
        await SetAsync("""{ "operation": "GetFile", "count": 1, "resetAfter": 100 }, { "operation": "PutRange", "count": 1, "resetAfter": 0 }""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Client.GetAsync("/share/f"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Client.PutRangeAsync("/share/f", 0, [99]));
        Assert.Equal(99, (await Client.GetAsync("/share/f")).Body.Span[0]);
    }

    [Fact]
    public async Task Listings_RepeatNamesAndNeverEnd()
    {
        await SetAsync("""{ "operation": "ListDirectoriesAndFiles", "duplicateNames": true, "endlessMarker": true }""");
        var marker = "";
        for (var i = 0; i < 3; i++)
        {
            var page = (await Client.GetAsync($"/share?restype=directory&comp=list&marker={Uri.EscapeDataString(marker)}")).Xml;
            Assert.Equal(["f", "f"], page.Element("Entries")!.Elements().Select(e => e.Element("Name")!.Value));
            marker = page.Element("NextMarker")!.Value;
            Assert.NotEmpty(marker);
        }
    }

    [Fact]
    public async Task DelayAndStall_HoldTheAnswerBack()
    {
        await SetAsync("""{ "operation": "GetFile", "delay": "80ms" }, { "operation": "GetFileProperties", "stall": true }""");
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(200, (await Client.GetAsync("/share/f")).Status);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(79));
        var stalled = Client.HeadAsync("/share/f");
        Assert.NotSame(stalled, await Task.WhenAny(stalled, Task.Delay(200, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Authority_HasFaultsToo()
    {
        await SetAsync("""{ "operation": "GetToken", "status": 503 }""");
        using var http = new HttpClient(_emulator.CreateHandler());
        using var answer = await http.PostAsync(
            new Uri($"{_emulator.Server.Ready.Authority}{_emulator.Server.Ready.TenantId}/oauth2/v2.0/token"),
            new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)answer.StatusCode);
    }

    private static (int Status, string? Code) Named(RestAnswer answer) => (answer.Status, answer.Code);

    private static byte[] Bytes() => [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    private async Task SetAsync(string rules, string more = "")
    {
        var answer = await _emulator.Admin.SendAsync("PUT", "/faults", null, Encoding.UTF8.GetBytes($$"""{ "rules": [{{rules}}]{{more}} }"""));
        Assert.Equal(200, answer.Status);
    }
}
