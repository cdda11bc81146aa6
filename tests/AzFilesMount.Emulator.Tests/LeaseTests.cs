using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

public sealed class LeaseTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Mine = "11111111-1111-1111-1111-111111111111";
    private const string Other = "22222222-2222-2222-2222-222222222222";

    private readonly RestClient _client = fixture.Client;

    [Fact]
    public async Task Acquire_Change_Release_Break()
    {
        var path = await FileAsync();
        var tag = (await _client.HeadAsync(path)).Header("ETag");
        var acquired = await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Mine));
        Assert.Equal((201, Mine, tag), (acquired.Status, acquired.Header("x-ms-lease-id"), acquired.Header("ETag")));
        Assert.Equal("leased locked infinite", await StateAsync(path));
        Assert.Equal(201, (await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Mine))).Status);
        var changed = await LeaseAsync(path, "change", ("x-ms-lease-id", Mine), ("x-ms-proposed-lease-id", Other));
        Assert.Equal((200, Other), (changed.Status, changed.Header("x-ms-lease-id")));
        Assert.Equal(200, (await LeaseAsync(path, "release", ("x-ms-lease-id", Other))).Status);
        Assert.Equal("available unlocked ", await StateAsync(path));
        var anonymous = await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"));
        Assert.True(Guid.TryParse(anonymous.Header("x-ms-lease-id"), out _));
        var broken = await LeaseAsync(path, "break");
        Assert.Equal((202, "0"), (broken.Status, broken.Header("x-ms-lease-time")));
        Assert.Equal("available unlocked ", await StateAsync(path));
    }

    [Fact]
    public async Task Operations_ThatDoNotFit_AreRefused()
    {
        var path = await FileAsync();
        Assert.Equal("LeaseNotPresentWithLeaseOperation", (await LeaseAsync(path, "break")).Code);
        Assert.Equal("LeaseNotPresentWithLeaseOperation", (await LeaseAsync(path, "release", ("x-ms-lease-id", Mine))).Code);
        Assert.Equal("InvalidHeaderValue", (await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "15"))).Code);
        Assert.Equal("InvalidHeaderValue", (await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", "x"))).Code);
        await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Mine));
        Assert.Equal("LeaseAlreadyPresent", (await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Other))).Code);
        Assert.Equal("LeaseIdMismatchWithLeaseOperation", (await LeaseAsync(path, "release", ("x-ms-lease-id", Other))).Code);
    }

    [Fact]
    public async Task LeasedFile_IsChangedOnlyWithItsLeaseId()
    {
        var path = await FileAsync();
        Assert.Equal("LeaseNotPresentWithFileOperation", (await WriteAsync(path, Mine)).Code);
        await LeaseAsync(path, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Mine));
        Assert.Equal((412, "LeaseIdMissing"), Outcome(await WriteAsync(path, "")));
        Assert.Equal((412, "LeaseIdMismatchWithFileOperation"), Outcome(await WriteAsync(path, Other)));
        Assert.Equal(201, (await WriteAsync(path, Mine)).Status);
        Assert.Equal("LeaseIdMissing", (await _client.PutAsync($"{path}?comp=properties", ("x-ms-content-length", "3"))).Code);
        Assert.Equal("LeaseIdMissing", (await _client.PutAsync($"{path}?comp=metadata")).Code);
        Assert.Equal("LeaseIdMissing", (await _client.DeleteAsync(path)).Code);
        Assert.Equal(200, (await _client.GetAsync(path)).Status);
        Assert.Equal(412, (await _client.GetAsync(path, ("x-ms-lease-id", Other))).Status);
        Assert.Equal(202, (await _client.DeleteAsync(path, ("x-ms-lease-id", Mine))).Status);
    }

    [Fact]
    public async Task Rename_ChecksBothSides()
    {
        var (source, target) = (await FileAsync(), "");
        target = source + "2";
        await _client.CreateFileAsync(target, 1);
        await LeaseAsync(source, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Mine));
        await LeaseAsync(target, "acquire", ("x-ms-lease-duration", "-1"), ("x-ms-proposed-lease-id", Other));
        (string, string)[] headers = [("x-ms-file-rename-source", fixture.Emulator.Server.Endpoint + source), ("x-ms-file-rename-replace-if-exists", "true")];
        Assert.Equal(412, (await _client.PutAsync($"{target}?comp=rename", [.. headers, ("x-ms-destination-lease-id", Other)])).Status);
        Assert.Equal(412, (await _client.PutAsync($"{target}?comp=rename", [.. headers, ("x-ms-source-lease-id", Mine)])).Status);
        Assert.Equal(200, (await _client.PutAsync($"{target}?comp=rename", [.. headers, ("x-ms-source-lease-id", Mine), ("x-ms-destination-lease-id", Other)])).Status);
    }

    private static (int, string?) Outcome(RestAnswer answer) => (answer.Status, answer.Code);

    private async Task<string> FileAsync()
    {
        var path = $"{await fixture.ShareAsync()}/f";
        await _client.CreateFileAsync(path, 10);
        return path;
    }

    private async Task<string> StateAsync(string path)
    {
        var head = await _client.HeadAsync(path);
        return $"{head.Header("x-ms-lease-state")} {head.Header("x-ms-lease-status")} {head.Header("x-ms-lease-duration")}";
    }

    private Task<RestAnswer> WriteAsync(string path, string leaseId) => _client.PutRangeAsync(path, 0, [1], ("x-ms-lease-id", leaseId));

    private Task<RestAnswer> LeaseAsync(string path, string action, params (string Name, string Value)[] headers) =>
        _client.PutAsync($"{path}?comp=lease", [("x-ms-lease-action", action), .. headers]);
}
