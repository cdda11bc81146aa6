using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AzFilesMount.Mounting.Control;

/// <summary>A command's end of the control channel; one connection a request.</summary>
public sealed class ControlClient(string socketPath)
{
    /// <summary>Sends one request and waits for its answer.</summary>
    /// <exception cref="MountException">The mount reported a failure, or did not answer.</exception>
    public async Task<JsonElement?> SendAsync(ControlRequest request, IProgress<long>? remaining, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken).ConfigureAwait(false);
            using var stream = new NetworkStream(socket, ownsSocket: false);
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'];
            await stream.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            return await ReadAnswerAsync(stream, remaining, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or JsonException)
        {
            throw Silent(e);
        }
    }

    public async Task<MountStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        JsonElement? value = await SendAsync(new ControlRequest(ControlCommand.Status), null, cancellationToken).ConfigureAwait(false);
        return value?.Deserialize(ControlJson.Default.MountStatus) ?? throw Silent(null);
    }

    private static async Task<JsonElement?> ReadAnswerAsync(Stream stream, IProgress<long>? remaining, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            ControlReply? reply = JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply);
            if (reply?.Error is { } error)
                throw new MountException(error.ToFailure());
            if (reply?.Remaining is { } bytes)
                remaining?.Report(bytes);
            else
                return reply?.Value;
        }

        throw Silent(null);
    }

    private static MountException Silent(Exception? inner) => new(
        ExitCode.Failed, "the mount's process does not answer", "see its log; `azfilesmount list` shows what still runs", inner);
}
