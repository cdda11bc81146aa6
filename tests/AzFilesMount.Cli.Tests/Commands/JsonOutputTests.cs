using System.Text.Json;
using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Tests.Commands;

public sealed class JsonOutputTests
{
    [Fact]
    public async Task Error_HasCodeMessageHintAndRequestId()
    {
        using var cli = new TestCli();
        CliResult result = await cli.RunAsync("status", "/nowhere", "--output", "json");
        JsonElement error = JsonDocument.Parse(result.Out).RootElement.GetProperty("error");
        Assert.Equal("not-found", error.GetProperty("code").GetString());
        Assert.Equal("nothing of azfilesmount is mounted at /nowhere", error.GetProperty("message").GetString());
        Assert.Contains("azfilesmount list", error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, error.GetProperty("requestId").ValueKind);
        Assert.Contains("nothing of azfilesmount is mounted", result.FirstErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_OfSeveralMistakes_ListsThemAll()
    {
        using var cli = new TestCli();
        CliResult result = await cli.RunAsync("mount", "account/share", cli.MountPoint, "--memory=1", "--wait=x", "--output=json");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Equal(2, JsonDocument.Parse(result.Out).RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Version_CarriesTheNoticeOfWinFsp()
    {
        using var cli = new TestCli();
        JsonElement version = JsonDocument.Parse((await cli.RunAsync("version", "--output", "json")).Out).RootElement;
        Assert.Matches(@"^\d+\.\d+\.\d+$", version.GetProperty("version").GetString());
        string plain = (await cli.RunAsync("version")).Out;
        foreach (string part in new[] { "WinFsp - Windows File System Proxy", "Copyright (C) Bill Zissimopoulos", "https://winfsp.dev" })
        {
            Assert.Contains(part, version.GetProperty("notice").GetString(), StringComparison.Ordinal);
            Assert.Contains(part, plain, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task List_Nothing_IsAnEmptyArray()
    {
        using var cli = new TestCli();
        CliResult result = await cli.RunAsync("ls", "--output", "json");
        Assert.Equal((ExitCode.Ok, "[]"), (result.Code, result.Out.Trim()));
        Assert.Empty((await cli.RunAsync("list", "--output", "tsv")).Out);
    }

    [Fact]
    public async Task Doctor_EachCheckHasAnOutcomeAndFailuresAFix()
    {
        using var cli = new TestCli();
        CliResult result = await cli.RunAsync("doctor", "--output", "json");
        JsonElement checks = JsonDocument.Parse(result.Out).RootElement;
        Assert.True(checks.GetArrayLength() >= 3);
        bool failed = false;
        foreach (JsonElement check in checks.EnumerateArray())
        {
            string? outcome = check.GetProperty("outcome").GetString();
            Assert.Contains(outcome, (string[])["ok", "warn", "fail"]);
            Assert.Equal(outcome != "ok", check.GetProperty("fix").ValueKind == JsonValueKind.String);
            failed |= outcome == "fail";
        }

        Assert.Equal(failed ? ExitCode.CheckFailed : ExitCode.Ok, result.Code);
    }
}
