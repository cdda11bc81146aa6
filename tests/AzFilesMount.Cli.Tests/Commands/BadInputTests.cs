using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Tests.Commands;

/// <summary>Each wrong command line: what it says, how it ends, and that nothing is left behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Url = "https://account.file.core.windows.net/share";

    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", "no command given", "use one of: mount, umount")]
    [InlineData("mout x y", "unknown command mout", "did you mean mount?")]
    [InlineData("mount", "<url> is missing", "mount --help")]
    [InlineData("mount account/share", "<directory> is missing", "mount --help")]
    [InlineData("mount --memroy 1G account/share MNT", "unknown flag --memroy", "did you mean --memory?")]
    [InlineData("mount account/share MNT --client-secret abc", "unknown flag --client-secret", "--client-secret-file")]
    [InlineData("mount account/share MNT --memory 12x", "--memory: '12x' is not a size", "from 16MiB to 1TiB")]
    [InlineData("mount account/share MNT --memory 1", "--memory: '1' is out of range", "from 16MiB to 1TiB")]
    [InlineData("mount account/share MNT --attr-ttl soon", "--attr-ttl: 'soon' is not a duration", "such as 30s")]
    [InlineData("mount account/share MNT -o bogus", "unknown option -o bogus", "mount --help")]
    [InlineData("mount account/share MNT -o rw,attr_ttl=x", "-o attr_ttl: 'x' is not a duration", "such as 30s")]
    [InlineData("mount account/share MNT --token-file /nowhere --auth token-file", "--token-file: '/nowhere' does not exist", "can read")]
    [InlineData("mount account/share MNT -q -v", "--quiet and --verbose exclude each other", "keep one")]
    [InlineData("mount http://account.file.core.windows.net/share MNT", "http", "https")]
    [InlineData("mount https://account.file.core.windows.net MNT", "no share", "<share>")]
    [InlineData("mount account/share MNT --output xml", "--output: 'xml'", "table, json")]
    [InlineData("umount", "name one mount point, or --all", "azfilesmount list")]
    [InlineData("umount --all MNT", "name one mount point, or --all", "azfilesmount list")]
    [InlineData("umount MNT --timeout x", "--timeout: 'x'", "such as 30s")]
    [InlineData("stats --watch 1x", "--watch: '1x'", "such as 1s")]
    [InlineData("list --output prom", "--output: 'prom'", "table, json, tsv")]
    [InlineData("help nothing", "there is no help on nothing", "exit-codes")]
    [InlineData("emulator start --latency x --role king", "--latency: 'x'", "such as 20ms")]
    [InlineData("emulator start --listen here", "--listen: 'here'", "127.0.0.1:0")]
    public async Task Usage_IsExplainedAndEndsWith2(string line, string message, string hint)
    {
        CliResult result = await _cli.RunAsync(Split(line));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.FirstErrorLine, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Mount_SeveralMistakes_AreReportedTogether()
    {
        CliResult result = await _cli.RunAsync(
            Split("mount ftp://x MNT --memory 1 --wait never -o wrong,uid=me,password=hunter2 --proxy here"));
        Assert.Equal(ExitCode.Usage, result.Code);
        foreach (string part in new[] { "ftp", "--memory", "--wait", "-o wrong", "-o uid", "-o password", "--proxy" })
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mount_EnvironmentIsWrong_NamesTheVariable()
    {
        CliResult result = await _cli.With("AZFILESMOUNT_RETRIES", "lots").RunAsync("mount", Url, _cli.MountPoint);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("AZFILESMOUNT_RETRIES: 'lots'", result.FirstErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mount_MountPoint_MustBeAnEmptyDirectory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mounts are made on Linux.");
        string file = _cli.WriteFile("file", "x");
        (string Path, ExitCode Code, string Message)[] cases =
        [
            (Path.Combine(_cli.Root, "missing"), ExitCode.NotFound, "does not exist"),
            (file, ExitCode.MountPointBusy, "is not a directory"),
            (_cli.Root, ExitCode.MountPointBusy, "is not empty"),
        ];
        foreach ((string path, ExitCode code, string message) in cases)
        {
            CliResult result = await _cli.RunAsync("mount", Url, path);
            Assert.Equal(code, result.Code);
            Assert.Contains(message, result.FirstErrorLine, StringComparison.Ordinal);
        }

        AssertNothingLeft();
    }

    [Theory]
    [InlineData("umount MNT")]
    [InlineData("status MNT")]
    [InlineData("status")]
    [InlineData("stats")]
    public async Task NothingMounted_EndsWith5(string line)
    {
        CliResult result = await _cli.RunAsync(Split(line));
        Assert.Equal(ExitCode.NotFound, result.Code);
        Assert.Contains("mounted", result.FirstErrorLine, StringComparison.Ordinal);
    }

    private string[] Split(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "MNT" ? _cli.MountPoint : word)];

    private void AssertNothingLeft()
    {
        Assert.False(Directory.Exists(_cli.Directories.Mounts) && Directory.GetFiles(_cli.Directories.Mounts).Length > 0);
        Assert.False(Directory.Exists(_cli.Directories.Run) && Directory.GetFiles(_cli.Directories.Run).Length > 0);
    }
}
