using System.Text;
using AzFilesMount.Emulator.Faulting;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>The faults file: what is refused, reading it again, and setting faults over the wire; throttling.</summary>
public sealed class FaultFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("""{ "rules": [{ "status": 999 }] }""", "rules[0].status", "300 to 599")]
    [InlineData("""{ "rules": [{ "stall": true }, { "operation": "GetFiles", "stall": true }] }""", "rules[1].operation", "\"GetFiles\"")]
    [InlineData("""{ "rules": [{ "delay": 5 }] }""", "rules[0].delay", "200ms")]
    [InlineData("""{ "rules": [{ "chance": 1.5, "stall": true }] }""", "rules[0].chance", "1.5")]
    [InlineData("""{ "rules": [{ "statsu": 500 }] }""", "rules[0].statsu", "no such field")]
    [InlineData("""{ "rules": [{ "path": "/a" }] }""", "rules[0]", "does nothing")]
    [InlineData("""{ "rules": [{ "stall": true, "code": "X" }] }""", "rules[0].status", "missing")]
    [InlineData("""{ "rules": {} }""", "rules", "an array")]
    [InlineData("""{ "rule": [] }""", "rule", "rules and seed")]
    [InlineData("{", "line 1", "JSON")]
    public async Task BadFile_IsRefusedNamingTheField(string json, string field, string told)
    {
        var refused = Assert.Throws<FaultsException>(() => FaultParser.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.StartsWith(field, refused.Message, StringComparison.Ordinal);
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        var path = _directory.File("faults.json");
        await File.WriteAllTextAsync(path, json, TestContext.Current.CancellationToken);
        var start = await Assert.ThrowsAsync<EmulatorException>(() => EmulatorServer.StartAsync(new EmulatorOptions { Faults = path }, CancellationToken.None));
        Assert.Contains(path, start.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', start.Message);
    }

    [Fact]
    public async Task ChangedFile_IsReadAgain_AndABadOneKeepsTheOldRules()
    {
        var path = _directory.File("faults.json");
        await WriteAsync(path, """{ "rules": [] }""");
        using var loggers = new RecordingLoggers();
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], Faults = path, LoggerFactory = loggers });
        await WriteAsync(path, """{ "rules": [{ "operation": "GetFileProperties", "status": 503 }] }""");
        await UntilAsync(emulator, 503);
        await WriteAsync(path, """{ "rules": [{ "operation": "GetFileProperties", "status": 5 }] }""");
        while (loggers.Lines.Count == 0)
            await UntilAsync(emulator, 503);
        await WriteAsync(path, """{ "rules": [ ] }""");
        await UntilAsync(emulator, 404);
        var line = Assert.Single(loggers.Lines);
        Assert.Contains("rules[0].status", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admin_IsForContributorsOnly()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var address = $"{emulator.Server.Ready.Authority}.admin";
        Assert.Equal(401, (await emulator.ClientWith(null, address).PutAsync("/faults")).Status);
        Assert.Equal(403, (await emulator.ClientWith(emulator.Server.Ready.Tokens.Reader, address).PutAsync("/faults")).Status);
        var bad = await emulator.Admin.SendAsync("PUT", "/faults", null, "{"u8.ToArray());
        Assert.Equal(400, bad.Status);
        Assert.Contains("not JSON", bad.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await emulator.Admin.GetAsync("/nothing")).Status);
    }

    [Fact]
    public async Task OperationRate_Exceeded_IsServerBusyWithRetryAfter()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], OperationRate = 5 });
        var answers = new List<RestAnswer>();
        for (var i = 0; i < 30; i++)
            answers.Add(await emulator.Client.GetAsync("/share?restype=directory"));
        Assert.InRange(answers.TakeWhile(a => a.Status == 200).Count(), 5, 29);
        var busy = answers.First(a => a.Status == 503);
        Assert.Equal(("ServerBusy", "1"), (busy.Code, busy.Header("Retry-After")));
    }

    [Fact]
    public async Task ByteRate_Exceeded_RefusesUntilTheDebtIsPaid()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], ByteRate = 1_000_000 });
        await emulator.Client.CreateFileAsync("/share/f", 4_000_000);
        Assert.Equal(200, (await emulator.Client.GetAsync("/share/f")).Status);
        var busy = await emulator.Client.GetAsync("/share/f");
        Assert.Equal((503, "3"), (busy.Status, busy.Header("Retry-After")));
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

    /// <summary>The file is looked at again when a request comes a moment after the last look.</summary>
    private static async Task UntilAsync(TestEmulator emulator, int status)
    {
        while ((await emulator.Client.HeadAsync("/share/f")).Status != status)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
