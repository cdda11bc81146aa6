using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Tests.Control;

public sealed class StateDirectoriesTests
{
    [Theory]
    [InlineData(null, null, "/home/a/.local/state/azfilesmount", "/home/a/.local/state/azfilesmount/run")]
    [InlineData("/s", "/run/user/1", "/s/azfilesmount", "/run/user/1/azfilesmount")]
    [InlineData("relative", "", "/home/a/.local/state/azfilesmount", "/home/a/.local/state/azfilesmount/run")]
    public void FromEnvironment_FollowsXdg(string? state, string? runtime, string expectedState, string expectedRun)
    {
        Dictionary<string, string?> variables = new() { ["HOME"] = "/home/a", ["XDG_STATE_HOME"] = state, ["XDG_RUNTIME_DIR"] = runtime };
        Assert.Equal(new StateDirectories(expectedState, expectedRun), StateDirectories.FromEnvironment(variables.GetValueOrDefault));
    }

    [Fact]
    public void FromEnvironment_PathTooLongForASocket_FallsBackToAShortOne()
    {
        string deep = "/" + new string('d', 120);
        StateDirectories directories = StateDirectories.FromEnvironment(name => name == "XDG_STATE_HOME" ? deep : null);
        Assert.InRange(directories.Run.Length, 1, 80);
    }

    [Fact]
    public void CreateDirectory_ALinkInsteadOfADirectory_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Owners are checked on Linux.");
        using var cli = new TestCli();
        string link = Path.Combine(cli.Root, "link");
        File.CreateSymbolicLink(link, cli.MountPoint);
        Assert.Throws<MountException>(() => OwnerOnly.CreateDirectory(link));
    }

    [Fact]
    public void CreateDirectory_TooOpen_IsClosed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix.");
        using var cli = new TestCli();
        UnixMode.Set(cli.MountPoint, 0x1FF);
        OwnerOnly.CreateDirectory(cli.MountPoint);
        Assert.Equal((UnixFileMode)0x1C0, UnixMode.Of(cli.MountPoint));
    }
}
