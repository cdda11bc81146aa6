using System.Text.Json;
using AzFilesMount.Cli.Logging;
using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Cli.Tests.Output;

public sealed class LoggingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FileLogger_WritesOneLineARecordForTheOwnerAlone(bool json)
    {
        using var cli = new TestCli();
        string path = Path.Combine(cli.Root, "mount.log");
        using (ILoggerFactory loggers = Loggers.Create(LogLevel.Information, path, json, TimeProvider.System))
        {
            ILogger logger = loggers.CreateLogger("AzFilesMount.Some.Room");
            logger.LogInformation(new EventId(1001), "hello {Name}", "world");
            logger.LogDebug("not this");
        }

        string line = Assert.Single(File.ReadAllLines(path));
        if (json)
            Assert.Equal("hello world", JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
        else
            Assert.EndsWith("Information Room[1001] hello world", line, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixMode.Of(path));
    }

    [Fact]
    public void FileLogger_PathThatCannotBeWritten_IsAUsageError()
    {
        MountException thrown = Assert.Throws<MountException>(
            () => Loggers.Create(LogLevel.Information, "/nowhere/at/all.log", json: false, TimeProvider.System));
        Assert.Equal(ExitCode.Usage, thrown.Code);
        Assert.Contains("--log-file", thrown.Message, StringComparison.Ordinal);
    }
}
