using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Control;

/// <summary>One client's requests, answered in turn.</summary>
internal sealed class ControlConversation(Stream stream, IControlTarget target, ILogger logger)
{
    private readonly LineWriter _writer = new(stream);

    internal async Task RunAsync(CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            ControlReply reply = await AnswerAsync(line).ConfigureAwait(false);
            _writer.Write(reply);
        }
    }

    private async Task<ControlReply> AnswerAsync(string line)
    {
        try
        {
            ControlRequest? request = JsonSerializer.Deserialize(line, ControlJson.Default.ControlRequest);
            return request is null ? Error(ExitCode.Usage, "empty control request") : await PerformAsync(request).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return Error(ExitCode.Usage, "the control request is not understood; versions may differ");
        }
        catch (MountException e)
        {
            return new ControlReply { Error = ControlError.Of(e.Failure) };
        }
        catch (OperationCanceledException)
        {
            return Error(ExitCode.Interrupted, "the request was interrupted");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogMessages.ControlRequestFailed(logger, e);
            return Error(ExitCode.Failed, $"the mount failed to answer: {e.Message}");
        }
    }

    private async Task<ControlReply> PerformAsync(ControlRequest request)
    {
        TimeSpan? timeout = request.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        switch (request.Command)
        {
            case ControlCommand.Status:
                return new ControlReply { Value = JsonSerializer.SerializeToElement(target.GetStatus(), ControlJson.Default.MountStatus) };
            case ControlCommand.Stats:
                return new ControlReply { Value = target.GetStats() };
            case ControlCommand.Drain:
                await target.DrainAsync(timeout, _writer, CancellationToken.None).ConfigureAwait(false);
                return new ControlReply();
            default:
                StopReport report = await target.StopAsync(request.Force, request.Lazy, timeout, _writer, CancellationToken.None)
                    .ConfigureAwait(false);
                return new ControlReply { Value = JsonSerializer.SerializeToElement(report, ControlJson.Default.StopReport) };
        }
    }

    private static ControlReply Error(ExitCode code, string message) =>
        new() { Error = ControlError.Of(new MountFailure(code, message)) };

    /// <summary>Progress and answers share one stream; a client that went away must not stop the work it asked for.</summary>
    private sealed class LineWriter(Stream stream) : IProgress<long>
    {
        private readonly Lock _gate = new();

        public void Report(long value)
        {
            try
            {
                Write(new ControlReply { Remaining = value });
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
            }
        }

        internal void Write(ControlReply reply)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(reply, ControlJson.Default.ControlReply), (byte)'\n'];
            lock (_gate)
            {
                stream.Write(line);
            }
        }
    }
}
