using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Limits what a connection carries, below TLS, as a slow line would. Each direction has the full rate.</summary>
internal static class PacedConnection
{
    private const int PieceLength = 16 * 1024;

    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next, EmulatorOptions options)
    {
        var outer = connection.Transport;
        var inward = new Pipe();
        var outward = new Pipe();
        connection.Transport = new DuplexPipe(inward.Reader, outward.Writer);
        var pumps = Task.WhenAll(
            PumpAsync(outer.Input, inward.Writer, options, connection.ConnectionClosed),
            PumpAsync(outward.Reader, outer.Output, options, CancellationToken.None));
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            await outward.Writer.CompleteAsync().ConfigureAwait(false);
            await inward.Reader.CompleteAsync().ConfigureAwait(false);
            outer.Input.CancelPendingRead();
            await pumps.ConfigureAwait(false);
            connection.Transport = outer;
        }
    }

    private static async Task PumpAsync(PipeReader source, PipeWriter destination, EmulatorOptions options, CancellationToken stop)
    {
        var pace = new Pace(options.ConnectionRate, options.TimeProvider);
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(stop).ConfigureAwait(false);
                var piece = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, PieceLength));
                var length = piece.Length;
                foreach (var segment in piece)
                    await destination.WriteAsync(segment, stop).ConfigureAwait(false);
                var isLast = read.IsCanceled || (read.IsCompleted && length == read.Buffer.Length);
                source.AdvanceTo(piece.End);
                if (isLast)
                    break;
                await pace.SpendAsync(length, stop).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionResetException or ConnectionAbortedException)
        {
            // The peer is gone: the other direction finds out by itself.
        }

        await destination.CompleteAsync().ConfigureAwait(false);
        await source.CompleteAsync().ConfigureAwait(false);
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
