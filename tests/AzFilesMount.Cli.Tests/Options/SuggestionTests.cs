using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Options;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("mout", "mount")]
    [InlineData("umuont", "umount")]
    [InlineData("lst", "list")]
    [InlineData("emul", "emulator")]
    [InlineData("xyzzy", null)]
    public void Closest_FindsWhatIsNear(string word, string? expected) =>
        Assert.Equal(expected, Suggestion.Closest(word, ["mount", "umount", "list", "emulator"]));
}
