using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using Microsoft.Extensions.Logging.Abstractions;

namespace AzFilesMount.Cli.Tests.Control;

public sealed class ControlChannelTests : IDisposable
{
    private readonly TestCli _cli = new();

    private string SocketPath => Path.Combine(_cli.Directories.Run, "1.sock");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Status_IsWhatTheMountSays()
    {
        await using ControlServer server = Start(new FakeTarget());
        MountStatus status = await new ControlClient(SocketPath).GetStatusAsync(CancellationToken.None);
        Assert.Equal("/mnt/share", status.MountPoint);
    }

    [Fact]
    public async Task Stop_CarriesItsArgumentsAndReportsLosses()
    {
        var target = new FakeTarget();
        await using ControlServer server = Start(target);
        var request = new ControlRequest(ControlCommand.Stop) { Force = true, Lazy = true, TimeoutSeconds = 3 };
        JsonElement? answer = await new ControlClient(SocketPath).SendAsync(request, null, CancellationToken.None);
        Assert.Equal(request, target.Stopped);
        Assert.Equal(7, answer?.GetProperty("lostBytes").GetInt64());
    }

    [Fact]
    public async Task Drain_ProgressThenFailure_ArriveAsTheyWere()
    {
        var failure = new MountFailure(ExitCode.NotDrained, "2 KiB cannot be sent", "try again", "id-1");
        await using ControlServer server = Start(new FakeTarget { Failure = failure });
        var seen = new List<long>();
        var thrown = await Assert.ThrowsAsync<MountException>(() => new ControlClient(SocketPath).SendAsync(
            new ControlRequest(ControlCommand.Drain), new Recorder(seen), CancellationToken.None));
        Assert.Equal(failure, thrown.Failure);
        Assert.Equal([2048, 1024], seen);
    }

    [Fact]
    public async Task Socket_AndItsDirectory_AreTheOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix.");
        await using ControlServer server = Start(new FakeTarget());
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, UnixMode.Of(SocketPath) & ~UnixFileMode.UserExecute);
        Assert.Equal(Owner | UnixFileMode.UserExecute, UnixMode.Of(_cli.Directories.Run));
    }

    [Fact]
    public async Task Nonsense_IsAnsweredWithAnErrorAndTheChannelLives()
    {
        await using ControlServer server = Start(new FakeTarget());
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        using var stream = new NetworkStream(socket);
        await stream.WriteAsync("{\"command\":\"explode\"}\n{}garbage\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Assert.Contains("\"error\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("\"error\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.NotNull(await new ControlClient(SocketPath).GetStatusAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Dispose_RemovesTheSocket()
    {
        ControlServer server = Start(new FakeTarget());
        await server.DisposeAsync();
        Assert.False(File.Exists(SocketPath));
        await Assert.ThrowsAsync<MountException>(() => new ControlClient(SocketPath).GetStatusAsync(CancellationToken.None));
    }

    private ControlServer Start(FakeTarget target)
    {
        OwnerOnly.CreateDirectory(_cli.Directories.State);
        return ControlServer.Start(SocketPath, target, NullLogger.Instance);
    }

    private sealed class Recorder(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
