using System.CommandLine;
using AzFilesMount.Cli.Commands;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Commands;

public sealed class MountFlagsTests
{
    [Theory]
    [InlineData("-r", "read-only", "true")]
    [InlineData("--read-only", "read-only", "true")]
    [InlineData("-f", "foreground", "true")]
    [InlineData("-v", "verbose", "1")]
    [InlineData("-vv", "verbose", "2")]
    [InlineData("-v -v", "verbose", "2")]
    [InlineData("-q", "quiet", "true")]
    [InlineData("--memory 1G", "memory", "1G")]
    [InlineData("--memory=1G", "memory", "1G")]
    [InlineData("--memory 1G --memory 2G", "memory", "2G")]
    public void ReadFlags_EverySpelling_GivesOneInput(string line, string name, string text)
    {
        OptionInput input = Assert.Single(Read(line).Inputs);
        Assert.Equal(new OptionInput(name, text, OptionOrigin.Flag, $"--{name}"), input);
    }

    [Theory]
    [InlineData("-o ro,uid=5", "ro,uid=5")]
    [InlineData("-oro,uid=5", "ro,uid=5")]
    [InlineData("-o ro -o uid=5", "ro;uid=5")]
    public void ReadWords_EverySpelling_GivesTheLists(string line, string lists) =>
        Assert.Equal(lists.Split(';'), Read(line).Words);

    private static (List<OptionInput> Inputs, IReadOnlyList<string> Words) Read(string line)
    {
        var flags = new MountFlags();
        var root = new RootCommand();
        flags.AddTo(root);
        ParseResult parsed = root.Parse(line.Split(' '));
        Assert.Empty(parsed.Errors);
        return ([.. flags.ReadFlags(parsed)], flags.ReadWords(parsed));
    }
}
