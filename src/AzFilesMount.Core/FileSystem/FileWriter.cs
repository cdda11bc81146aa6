using AzFilesMount.Core.Data;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Takes written bytes into memory and decides when they must go on to the share. Thread-safe.</summary>
internal sealed class FileWriter(EngineContext context, FileFlusher flusher)
{
    /// <summary>Unsent bytes of one file from which on whole runs are sent while the program goes on writing.</summary>
    private const long StreamFrom = 16 << 20;

    /// <summary>Unsent bytes of one file at which its writer waits.</summary>
    private const long StreamLimit = 48 << 20;

    public ValueTask<FsResult<int>> WriteAsync(OpenFile file, long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        int written = Take(file, offset, data);
        bool isDone = written == data.Length && context.Options.WritePolicy != WritePolicy.Through && file.Data.DirtyBytes < StreamLimit;
        if (!isDone)
            return WriteSlowlyAsync(file, offset, data, written, cancellationToken);
        if (file.Data.DirtyBytes >= StreamFrom)
            BeginStreaming(file.Node);
        return new(written);
    }

    private int Take(OpenFile file, long offset, ReadOnlyMemory<byte> data)
    {
        int written = file.Data.Write(offset, data.Span, context.Time.GetUtcNow().UtcDateTime);
        context.Metrics.AddWritten(written);
        if (file.Node.AliasId is not null)
            context.Notify(file.Node);
        return written;
    }

    private async ValueTask<FsResult<int>> WriteSlowlyAsync(
        OpenFile file, long offset, ReadOnlyMemory<byte> data, int written, CancellationToken cancellationToken)
    {
        while (written < data.Length)
        {
            FsResult<Unit> room = await MakeRoomAsync(file.Node, cancellationToken).ConfigureAwait(false);
            if (!room.IsOk)
                return written > 0 ? written : room.As<int>();
            written += Take(file, offset + written, data[written..]);
        }
        FsResult<Unit> sent = Unit.Ok;
        if (context.Options.WritePolicy == WritePolicy.Through)
            sent = await flusher.FlushAsync(file.Node, cancellationToken).ConfigureAwait(false);
        else if (file.Data.DirtyBytes >= StreamLimit)
            sent = await flusher.SendFullRunsAsync(file.Node).WaitAsync(cancellationToken).ConfigureAwait(false);
        return sent.IsOk ? written : sent.As<int>();
    }

    /// <summary>The budget for unsent bytes is used up: own ones go first, otherwise those of any other file.</summary>
    private async ValueTask<FsResult<Unit>> MakeRoomAsync(Node node, CancellationToken cancellationToken)
    {
        Task released = context.Budget.WhenReleasedAsync();
        Node? sender = node.Data!.IsDirty ? node : context.Nodes.Dirty().FirstOrDefault();
        if (sender is not null)
            return await flusher.FlushAsync(sender, cancellationToken).ConfigureAwait(false);
        await released.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Unit.Ok;
    }

    private void BeginStreaming(Node node)
    {
        if (node.TryBeginStreaming())
            _ = StreamAsync(node);
    }

    /// <summary>Never throws. A failure is reported by the next flush, which tries again: the bytes stay unsent till then.</summary>
    private async Task StreamAsync(Node node)
    {
        try
        {
            await flusher.SendFullRunsAsync(node).ConfigureAwait(false);
        }
        catch (Exception exception) when (LogMessages.StreamingFailed(context.Logger, node.Path, exception))
        {
        }
        finally
        {
            node.EndStreaming();
        }
    }
}
