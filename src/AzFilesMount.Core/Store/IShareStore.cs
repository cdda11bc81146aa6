using System.Buffers;

namespace AzFilesMount.Core.Store;

/// <summary>
/// The narrow waist between the engine and a share: one method a service request, addressed by path, without memory of its own.
/// Thread-safe. Expected outcomes are statuses; an exception means a bug or the caller's cancellation
/// (<see cref="OperationCanceledException"/> only when the token was cancelled).
/// </summary>
public interface IShareStore : IAsyncDisposable
{
    /// <summary>Bytes one <see cref="WriteRangeAsync"/> may carry at the most.</summary>
    int MaxWriteLength { get; }

    /// <summary>One page of a directory, with all attributes, times and ETags of its entries.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="prefix">Only names that begin so (compared as the service does); null for all.</param>
    /// <param name="marker">Where the previous page ended; null for the first.</param>
    /// <param name="maxResults">Entries a page at the most; null for the service's own maximum.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<FsResult<ListPage>> ListPageAsync(
        SharePath directory, string? prefix, string? marker, int? maxResults, CancellationToken cancellationToken);

    /// <summary>Properties of an entry whose kind is known. The wrong kind answers NotFound or a kind mismatch.</summary>
    ValueTask<FsResult<EntryInfo>> GetEntryAsync(SharePath path, EntryKind kind, CancellationToken cancellationToken);

    /// <summary>
    /// Reads <paramref name="range"/> of a file into <paramref name="sink"/>; returns the bytes delivered, fewer than asked at the
    /// end of the file. <see cref="FsStatus.EndOfFile"/> when the range starts at or after it; <see cref="FsStatus.VersionChanged"/>
    /// when the sink refused the version.
    /// </summary>
    ValueTask<FsResult<long>> ReadRangeAsync(SharePath path, ByteRange range, IRangeSink sink, CancellationToken cancellationToken);

    /// <summary>Writes bytes inside the present length; never extends. A time of null lets the service stamp its now.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where the bytes go.</param>
    /// <param name="data">At most <see cref="MaxWriteLength"/> bytes; must not change until the call has returned.</param>
    /// <param name="preserveLastWritten">Keep the file's last-written time instead of stamping now.</param>
    /// <param name="cancellationToken">Ends the wait; the write may then have happened or not.</param>
    ValueTask<FsResult<WrittenRange>> WriteRangeAsync(
        SharePath path, long offset, ReadOnlySequence<byte> data, bool preserveLastWritten, CancellationToken cancellationToken);

    /// <summary>Makes bytes inside the present length zero and frees their space; any length.</summary>
    ValueTask<FsResult<WrittenRange>> ClearRangeAsync(
        SharePath path, ByteRange range, bool preserveLastWritten, CancellationToken cancellationToken);

    /// <summary>The ranges of a file that hold data, in order; everything else reads as zeros.</summary>
    ValueTask<FsResult<IReadOnlyList<ByteRange>>> ListRangesAsync(SharePath path, ByteRange within, CancellationToken cancellationToken);

    /// <summary>Creates a file of <paramref name="length"/> zeros. The service REPLACES an existing file of that name.</summary>
    ValueTask<FsResult<EntryInfo>> CreateFileAsync(
        SharePath path, long length, PropertyChanges properties, CancellationToken cancellationToken);

    ValueTask<FsResult<EntryInfo>> CreateDirectoryAsync(SharePath path, PropertyChanges properties, CancellationToken cancellationToken);

    /// <summary>Deletes a file, or an empty directory.</summary>
    ValueTask<FsResult<Unit>> DeleteAsync(SharePath path, EntryKind kind, CancellationToken cancellationToken);

    /// <summary>
    /// Moves a file or a whole directory tree in one request; returns the moved entry under its new name. The service does not
    /// state a file's length here, so <see cref="EntryInfo.Length"/> counts for nothing.
    /// </summary>
    ValueTask<FsResult<EntryInfo>> RenameAsync(
        SharePath source, SharePath destination, EntryKind kind, RenameOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Sets length, attributes and times; what is null stays. The length in the answer counts only if it was set.
    /// </summary>
    ValueTask<FsResult<EntryInfo>> SetPropertiesAsync(
        SharePath path, EntryKind kind, PropertyChanges changes, CancellationToken cancellationToken);

    /// <summary>Quota and use of the share, where the identity may ask.</summary>
    ValueTask<FsResult<ShareUsage>> GetUsageAsync(CancellationToken cancellationToken);
}
