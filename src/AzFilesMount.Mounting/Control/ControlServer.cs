using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Control;

/// <summary>The mount's end of the control channel: an owner-only Unix socket, JSON lines, any number of clients.</summary>
public sealed class ControlServer : IAsyncDisposable
{
    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LastWordsTime = TimeSpan.FromSeconds(2);

    private readonly Socket _listener;
    private readonly string _path;
    private readonly IControlTarget _target;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _loop;

    private ControlServer(Socket listener, string path, IControlTarget target, ILogger logger)
    {
        _listener = listener;
        _path = path;
        _target = target;
        _logger = logger;
        _loop = Task.Run(AcceptAsync);
    }

    public static ControlServer Start(string path, IControlTarget target, ILogger logger)
    {
        OwnerOnly.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, SocketMode);
            listener.Listen();
            return new ControlServer(listener, path, target, logger);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening; answers under way get a moment to go out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _listener.Dispose();
        File.Delete(_path);
        await Task.WhenAny(Task.WhenAll(_connections.Keys), Task.Delay(LastWordsTime)).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                Task connection = ServeAsync(socket);
                _connections.TryAdd(connection, true);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // A broken client must not take the channel away from the others.
                LogMessages.ControlConnectionFailed(_logger, e);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            if (!PeerCheck.IsAllowed(socket))
            {
                LogMessages.ControlPeerRefused(_logger);
                return;
            }

            await new ControlConversation(stream, _target, _logger).RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            LogMessages.ControlConnectionFailed(_logger, e);
        }
    }
}
