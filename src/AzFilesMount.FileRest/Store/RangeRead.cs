using AzFilesMount.Core.Store;

namespace AzFilesMount.FileRest.Store;

/// <summary>How far one range read has come over all the requests it needed. Used by one call.</summary>
internal sealed class RangeRead
{
    public RangeRead(SharePath path, ByteRange range, IRangeSink sink)
    {
        Path = path;
        Range = range;
        Sink = sink;
    }

    public SharePath Path { get; }

    public ByteRange Range { get; }

    public IRangeSink Sink { get; }

    public long Delivered { get; set; }

    /// <summary>The version that the sink accepted; null before the first answer.</summary>
    public EntityTag? Version { get; set; }

    /// <summary>Why the last body broke off; null when it came whole.</summary>
    public Exception? Broken { get; set; }

    public long NextOffset => Range.Offset + Delivered;

    public long Remaining => Range.Length - Delivered;
}
