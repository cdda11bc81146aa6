using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("mount", "--help")]
    [InlineData("help", "mount")]
    public async Task MountHelp_ListsEveryOptionUnderItsHeading(string first, string second)
    {
        using var cli = new TestCli();
        CliResult result = await cli.RunAsync(first, second);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.All(OptionCatalog.All, definition => Assert.Contains(definition.Flag, result.Out, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<OptionHeading>(), heading => Assert.Contains($"\n{heading}:", result.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("detached-child", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("umount")]
    [InlineData("unmount")]
    [InlineData("ls")]
    [InlineData("status")]
    [InlineData("stats")]
    [InlineData("doctor")]
    [InlineData("version")]
    public async Task Help_OfEveryVerb_IsThere(string verb)
    {
        using var cli = new TestCli();
        CliResult result = await cli.RunAsync(verb, "--help");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Usage:", result.Out, StringComparison.Ordinal);
    }
}
