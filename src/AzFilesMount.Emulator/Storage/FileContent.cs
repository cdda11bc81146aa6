namespace AzFilesMount.Emulator.Storage;

/// <summary>
/// Identity of a file's bytes and which of them were written. Shared by a file and its snapshots until the file is written to.
/// </summary>
internal sealed class FileContent(long id, RangeMap ranges)
{
    public long Id { get; } = id;

    /// <summary>
    /// Read side: the bytes and the state they belong to, taken together. Write side: bytes, map and state changed together. Held only
    /// for memory or page cache access, never while a client is waited for.
    /// </summary>
    public ReaderWriterLockSlim Gate { get; } = new(LockRecursionPolicy.NoRecursion);

    public RangeMap Ranges { get; } = ranges;

    /// <summary>How many entries, in shares and snapshots, point here. Guarded by the share's gate.</summary>
    public int References { get; set; } = 1;
}
