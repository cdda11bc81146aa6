using AzFilesMount.Fuse.Mounting;

namespace AzFilesMount.Fuse.Tests.Mounting;

public class MountTableTests
{
    [Theory]
    [InlineData("36 35 0:45 / /mnt/a rw,nosuid shared:1 master:2 - fuse.azfilesmount https://x/y rw,user_id=0", "/mnt/a", "https://x/y")]
    [InlineData("36 35 0:45 / /mnt/a\\040b rw - fuse.azfilesmount x\\134y rw", "/mnt/a b", "x\\y")]
    [InlineData("36 35 0:45 / /mnt/é rw - fuse.azfilesmount z rw", "/mnt/é", "z")]
    public void TryParse_Line_GivesItsFields(string line, string mountPoint, string source)
    {
        Assert.True(MountTable.TryParse(line, out var entry));
        Assert.Equal(new MountEntry(mountPoint, "0:45", "fuse.azfilesmount", source), entry);
        Assert.True(entry.IsOurs);
        Assert.Equal("45", entry.Minor);
    }

    [Fact]
    public void TryParse_Nonsense_IsRefused() => Assert.False(MountTable.TryParse("nonsense", out _));

    [Fact]
    public void Find_Proc_IsThere() => Assert.Equal("proc", MountTable.Find("/proc")?.Type);
}
