using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// Refuses writes that would take a share past its quota. Adding up all files for each write would be slow, so what was written since the
/// last count is taken as all new; only when that does not fit is it counted again. Guarded by the share's gate.
/// </summary>
internal sealed class QuotaGuard
{
    private const long GiB = 1L << 30;

    private long _atMost = -1;

    public void Reserve(ShareTree tree, long length)
    {
        var quota = tree.State.QuotaGiB * GiB;
        if (_atMost < 0 || _atMost + length > quota)
            _atMost = Count(tree);
        if (_atMost + length > quota)
            throw Faults.ShareSizeLimitReached();
        _atMost += length;
    }

    /// <summary>What was written, not how long the files are.</summary>
    public static long Count(ShareTree tree) => TreeEditor.Descendants(tree.Root)
        .Where(e => !e.IsDirectory && !e.IsRemoved)
        .Sum(e => Math.Min(e.ReadContent(s => s.Content!.Ranges.WrittenLength), e.State.Length));
}
