using System.Text.Json;
using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Tests.Commands;

public sealed class ExitCodeTests
{
    [Fact]
    public void ExitCode_Numbers_NeverChange()
    {
        Dictionary<string, int> expected = new()
        {
            ["ok"] = 0,
            ["failed"] = 1,
            ["usage"] = 2,
            ["not-signed-in"] = 3,
            ["no-permission"] = 4,
            ["not-found"] = 5,
            ["unreachable"] = 6,
            ["prerequisite-missing"] = 7,
            ["mount-point-busy"] = 8,
            ["not-drained"] = 9,
            ["check-failed"] = 10,
            ["interrupted"] = 130,
        };
        Assert.Equal(expected, Enum.GetValues<ExitCode>().ToDictionary(ExitCodes.Code, code => (int)code));
        Assert.All(
            Enum.GetValues<ExitCode>().Where(code => code != ExitCode.Ok),
            code => Assert.Equal(code, ExitCodes.Parse(ExitCodes.Code(code))));
        Assert.Equal(ExitCode.Failed, ExitCodes.Parse("of a newer version"));
    }

    [Fact]
    public async Task Help_ExitCodes_PrintsEachInBothForms()
    {
        using var cli = new TestCli();
        CliResult table = await cli.RunAsync("help", "exit-codes");
        CliResult json = await cli.RunAsync("help", "exit-codes", "--output", "json");
        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (table.Code, json.Code));
        JsonElement lines = JsonDocument.Parse(json.Out).RootElement;
        Assert.Equal(Enum.GetValues<ExitCode>().Length, lines.GetArrayLength());
        foreach (JsonElement line in lines.EnumerateArray())
            Assert.Contains(line.GetProperty("meaning").GetString()!, table.Out, StringComparison.Ordinal);
    }
}
