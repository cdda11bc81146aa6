using AzFilesMount.Core.Memory;

namespace AzFilesMount.Core.Data;

/// <summary>
/// One block of a file as the share has it, or the promise of it while a request is under way. The file's lock guards it; the
/// links belong to the cache's lock.
/// </summary>
internal sealed class CachedBlock(FileData owner, long index, uint generation)
{
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FileData Owner { get; } = owner;

    public long Index { get; } = index;

    public uint Generation { get; } = generation;

    /// <summary>Null while being filled.</summary>
    public Block? Block { get; set; }

    /// <summary>Bytes that count; what follows them inside the file is zeros.</summary>
    public int Length { get; set; }

    /// <summary>Unset while being filled, then Ok or why it failed.</summary>
    public FsStatus Status { get; private set; }

    public FsError? Error { get; private set; }

    /// <summary>Ends when the filling has, either way.</summary>
    public Task Filled => _filled.Task;

    internal CachedBlock? Newer { get; set; }

    internal CachedBlock? Older { get; set; }

    internal bool IsLinked { get; set; }

    public void Complete(FsStatus status, FsError? error = null)
    {
        Status = status;
        Error = error;
        _filled.TrySetResult();
    }
}
