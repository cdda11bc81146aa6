using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Tests.Control;

public sealed class MountRegistryTests
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void List_LiveMount_IsFoundByItsPathUntilItUnregisters()
    {
        using var cli = new TestCli();
        var registry = new MountRegistry(cli.Directories);
        using (registry.Register(Record(cli, ProcessIdentity.Current)))
        {
            Assert.Equal(cli.MountPoint, Assert.Single(registry.List()).MountPoint);
            Assert.NotNull(registry.Find(cli.MountPoint + "/"));
            Assert.Null(registry.Find(cli.Root));
        }

        Assert.Empty(registry.List());
    }

    [Fact]
    public void List_DeadProcess_IsRemovedWithItsSocket()
    {
        using var cli = new TestCli();
        var registry = new MountRegistry(cli.Directories);
        // Same number, other start: the number was reused.
        MountRecord record = Record(cli, ProcessIdentity.Current with { StartTime = 1 });
        string socket = cli.WriteFile("dead.sock", "");
        registry.Register(record with { Socket = socket });
        Assert.Empty(registry.List());
        Assert.Empty(Directory.GetFiles(cli.Directories.Mounts));
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public void List_BrokenFile_IsRemoved()
    {
        using var cli = new TestCli();
        OwnerOnly.CreateDirectory(cli.Directories.Mounts);
        File.WriteAllText(Path.Combine(cli.Directories.Mounts, "1.json"), "{\"pid\":1,");
        Assert.Empty(new MountRegistry(cli.Directories).List());
        Assert.Empty(Directory.GetFiles(cli.Directories.Mounts));
    }

    [Fact]
    public void Register_FilesAndDirectories_AreTheOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix.");
        using var cli = new TestCli();
        using IDisposable registration = new MountRegistry(cli.Directories).Register(Record(cli, ProcessIdentity.Current));
        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, UnixMode.Of(cli.Directories.State));
        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, UnixMode.Of(cli.Directories.Mounts));
        Assert.Equal(OwnerFile, UnixMode.Of(Directory.GetFiles(cli.Directories.Mounts)[0]));
    }

    private static MountRecord Record(TestCli cli, ProcessIdentity process) => new()
    {
        Pid = process.Id,
        StartTime = process.StartTime,
        Address = "https://account.file.core.windows.net/share",
        MountPoint = cli.MountPoint,
        Socket = Path.Combine(cli.Directories.Run, "1.sock"),
        Mounted = DateTimeOffset.UnixEpoch,
    };
}
