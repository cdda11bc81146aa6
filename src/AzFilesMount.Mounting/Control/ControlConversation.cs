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
        Task<string?> next = reader.ReadLineAsync(stop).AsTask();
        while (await next.ConfigureAwait(false) is { } line)
        {
            next = reader.ReadLineAsync(stop).AsTask();
            _writer.Write(await AnswerWhileWantedAsync(line, next).ConfigureAwait(false));
        }
    }

    /// <summary>A client that goes away while it waits, as by Ctrl-C, calls its request off.</summary>
    private async Task<ControlReply> AnswerWhileWantedAsync(string line, Task<string?> next)
    {
        using var gone = new CancellationTokenSource();
        Task<ControlReply> answer = AnswerAsync(line, gone.Token);
        await Task.WhenAny(answer, next).ConfigureAwait(false);
        if (next.IsCompletedSuccessfully && await next.ConfigureAwait(false) is null)
            await gone.CancelAsync().ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }

    private async Task<ControlReply> AnswerAsync(string line, CancellationToken gone)
    {
        try
        {
            ControlRequest? request = JsonSerializer.Deserialize(line, ControlJson.Default.ControlRequest);
            return request is null
                ? Error(ExitCode.Usage, "empty control request")
                : await PerformAsync(request, gone).ConfigureAwait(false);
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

    private async Task<ControlReply> PerformAsync(ControlRequest request, CancellationToken gone)
    {
        TimeSpan? timeout = request.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        switch (request.Command)
        {
            case ControlCommand.Status:
                return new ControlReply { Value = JsonSerializer.SerializeToElement(target.GetStatus(), ControlJson.Default.MountStatus) };
            case ControlCommand.Stats:
                return new ControlReply { Value = target.GetStats() };
            case ControlCommand.Drain:
                await target.DrainAsync(timeout, _writer, gone).ConfigureAwait(false);
                return new ControlReply();
            default:
                StopReport report = await target.StopAsync(request.Force, request.Lazy, timeout, _writer, gone)
                    .ConfigureAwait(false);
                return new ControlReply { Value = JsonSerializer.SerializeToElement(report, ControlJson.Default.StopReport) };
        }
    }

    private static ControlReply Error(ExitCode code, string message) =>
        new() { Error = ControlError.Of(new MountFailure(code, message)) };

    /// <summary>Progress and answers share one stream; that nobody listens any more is noticed elsewhere.</summary>
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
