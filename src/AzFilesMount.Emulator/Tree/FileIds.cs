namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// Ids in the service's order: the count within the share with its bits reversed, above a fixed bit. Differ within a share and exceed Int64.
/// </summary>
internal static class FileIds
{
    private const int CountBits = 16;
    private const int RestBits = 47;

    public static ulong FromCount(long count)
    {
        var low = (ulong)count & ((1UL << CountBits) - 1);
        var high = ((ulong)count >> CountBits) + 1;
        return (1UL << 63) | (Reverse(low, CountBits) << RestBits) | Reverse(high, RestBits);
    }

    private static ulong Reverse(ulong value, int bits)
    {
        ulong reversed = 0;
        for (var i = 0; i < bits; i++)
        {
            reversed = (reversed << 1) | (value & 1);
            value >>= 1;
        }

        return reversed;
    }
}
