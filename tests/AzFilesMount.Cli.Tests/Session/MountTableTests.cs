using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Tests.Session;

public sealed class MountTableTests
{
    [Fact]
    public void Parse_LineWithTagsAndEscapes_GivesPointTypeAndSource()
    {
        MountTableEntry? entry = MountTable.Parse(
            "42 27 0:39 / /mnt/my\\040share rw,nosuid shared:1 master:2 - fuse.azfilesmount https://a/share rw,user_id=0");
        Assert.Equal(new MountTableEntry("/mnt/my share", "fuse.azfilesmount", "https://a/share"), entry);
        Assert.True(entry!.IsOwn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42 27 0:39 / /mnt rw")]
    public void Parse_OtherLine_IsSkipped(string line) => Assert.Null(MountTable.Parse(line));
}
