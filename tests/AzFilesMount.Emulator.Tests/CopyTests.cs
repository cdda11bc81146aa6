using AzFilesMount.Emulator.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Copies of files and of ranges, and differences between snapshots.</summary>
public sealed class CopyTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private RestClient Client => fixture.Client;

    private (string Name, string Value) Token => ("x-ms-copy-source-authorization", $"Bearer {fixture.Emulator.Server.Ready.Tokens.Reader}");

    [Fact]
    public async Task Copy_HasTheBytesAndTellsWhereTheyAreFrom()
    {
        var (share, other) = (await fixture.ShareAsync(), await fixture.ShareAsync());
        await Client.CreateFileAsync($"{other}/from", 2000, ("x-ms-meta-k", "v"), ("x-ms-file-creation-time", "2020-01-02T03:04:05.0000000Z"));
        await Client.PutRangeAsync($"{other}/from", 600, [1, 2, 3]);
        var copy = await Client.PutAsync($"{share}/to", Source($"{other}/from"), ("x-ms-file-creation-time", "source"));
        Assert.Equal((202, "success"), (copy.Status, copy.Header("x-ms-copy-status")));
        await Client.PutRangeAsync($"{other}/from", 600, [9, 9, 9]);
        var read = await Client.GetAsync($"{share}/to");
        Assert.Equal([1, 2, 3], read.Body.Slice(600, 3).ToArray());
        Assert.Equal(("v", "2000/2000", copy.Header("x-ms-copy-id")), (read.Header("x-ms-meta-k"), read.Header("x-ms-copy-progress"), read.Header("x-ms-copy-id")));
        Assert.Equal("2020-01-02T03:04:05.0000000Z", read.Header("x-ms-file-creation-time"));
        Assert.Equal("[512-1023]", Ranges(await Client.GetAsync($"{share}/to?comp=rangelist")));
    }

    [Fact]
    public async Task Copy_OfWhatIsNotThere_IsRefused()
    {
        var share = await fixture.ShareAsync();
        var missing = await Client.PutAsync($"{share}/to", Source($"{share}/missing"));
        Assert.Equal((404, "CannotVerifyCopySource"), (missing.Status, missing.Code));
        Assert.Equal(404, (await Client.HeadAsync($"{share}/to")).Status);
    }

    [Fact]
    public async Task Abort_OfAFinishedCopy_IsRefused()
    {
        var share = await fixture.ShareAsync();
        await Client.CreateFileAsync($"{share}/from", 1);
        var copy = await Client.PutAsync($"{share}/to", Source($"{share}/from"));
        var abort = await Client.PutAsync($"{share}/to?comp=copy&copyid={copy.Header("x-ms-copy-id")}", ("x-ms-copy-action", "abort"));
        Assert.Equal((409, "NoPendingCopyOperation"), (abort.Status, abort.Code));
    }

    [Fact]
    public async Task PutRangeFromUrl_WritesTheSourceRange_AndNeedsATokenForIt()
    {
        var share = await fixture.ShareAsync();
        await Client.CreateFileAsync($"{share}/from", 100);
        await Client.PutRangeAsync($"{share}/from", 10, [1, 2, 3]);
        await Client.CreateFileAsync($"{share}/to", 100);
        (string, string)[] headers = [Source($"{share}/from"), ("x-ms-source-range", "bytes=10-12"), ("x-ms-range", "bytes=50-52"), ("x-ms-write", "update")];
        var refused = await Client.PutAsync($"{share}/to?comp=range", headers);
        Assert.Equal((401, "CannotVerifyCopySource"), (refused.Status, refused.Code));
        Assert.Equal(201, (await Client.PutAsync($"{share}/to?comp=range", [.. headers, Token])).Status);
        Assert.Equal([0, 1, 2, 3, 0], (await Client.GetAsync($"{share}/to")).Body.Slice(49, 5).ToArray());
    }

    [Fact]
    public async Task Difference_HasWrittenAndClearedRangesSinceTheSnapshot()
    {
        var share = await fixture.ShareAsync();
        await Client.CreateFileAsync($"{share}/f", 4096);
        await Client.PutRangeAsync($"{share}/f", 0, [.. Enumerable.Repeat((byte)1, 2048)]);
        var snapshot = (await Client.PutAsync($"{share}?restype=share&comp=snapshot")).Header("x-ms-snapshot")!;
        var query = $"{share}/f?comp=rangelist&prevsharesnapshot={Uri.EscapeDataString(snapshot)}";
        Assert.Equal("", Ranges(await Client.GetAsync(query)));
        await Client.ClearRangeAsync($"{share}/f", 512, 1023);
        await Client.PutRangeAsync($"{share}/f", 1024, [2]);
        await Client.PutRangeAsync($"{share}/f", 3000, [3]);
        Assert.Equal("(512-1023)[1024-1535][2560-3071]", Ranges(await Client.GetAsync(query)));
        Assert.Equal(404, (await Client.GetAsync($"{share}/f?comp=rangelist&prevsharesnapshot=2001-01-01T00:00:00.0000000Z")).Status);
    }

    [Fact]
    public async Task CopyAndShareState_OutliveARestart()
    {
        using var directory = new TemporaryDirectory();
        var options = new EmulatorOptions { Shares = ["share"], DataDirectory = directory.File("data") };
        string? id;
        await using (var emulator = await TestEmulator.StartAsync(options))
        {
            await emulator.Client.CreateFileAsync("/share/from", 5);
            id = (await emulator.Client.PutAsync("/share/to", ("x-ms-copy-source", $"{emulator.Server.Endpoint}/share/from"))).Header("x-ms-copy-id");
            await emulator.Client.PutAsync("/share?restype=share&comp=properties", ("x-ms-access-tier", "Cool"));
        }

        await using var again = await TestEmulator.StartAsync(options);
        Assert.Equal(id, (await again.Client.HeadAsync("/share/to")).Header("x-ms-copy-id"));
        Assert.Equal("Cool", (await again.Client.GetAsync("/share?restype=share")).Header("x-ms-access-tier"));
    }

    [Fact]
    public async Task DatabaseOfTheFirstFormat_IsUpgraded()
    {
        using var directory = new TemporaryDirectory();
        var options = new EmulatorOptions { Shares = ["share"], DataDirectory = directory.File("data") };
        await using (var emulator = await TestEmulator.StartAsync(options))
            await emulator.Client.CreateFileAsync("/share/f", 5);
        await using (var database = new SqliteConnection($"Data Source={directory.File("data/names.db")};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = database.CreateCommand();
            command.CommandText = "ALTER TABLE trees DROP COLUMN extras; ALTER TABLE entries DROP COLUMN extras; PRAGMA user_version = 1;";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var again = await TestEmulator.StartAsync(options);
        Assert.Equal("5", (await again.Client.HeadAsync("/share/f")).Header("Content-Length"));
        Assert.Equal(202, (await again.Client.PutAsync("/share/g", ("x-ms-copy-source", $"{again.Server.Endpoint}/share/f"))).Status);
    }

    private static string Ranges(RestAnswer answer) => string.Concat(answer.Xml.Elements().Select(r =>
    {
        var text = $"{r.Element("Start")!.Value}-{r.Element("End")!.Value}";
        return r.Name.LocalName == "ClearRange" ? $"({text})" : $"[{text}]";
    }));

    private (string Name, string Value) Source(string path) => ("x-ms-copy-source", fixture.Emulator.Server.Endpoint + path);
}
