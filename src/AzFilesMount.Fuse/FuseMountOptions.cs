namespace AzFilesMount.Fuse;

/// <summary>How a share is mounted on Linux. Immutable after start; validated by whoever reads it from a user.</summary>
public sealed record FuseMountOptions
{
    /// <summary>The directory to mount on.</summary>
    public required string MountPoint { get; init; }

    /// <summary>What findmnt and df show as the source: the share's address.</summary>
    public required string Source { get; init; }

    /// <summary>Who owns every file.</summary>
    public uint Uid { get; init; }

    public uint Gid { get; init; }

    /// <summary>Permission bits of files; the caller has applied the umask.</summary>
    public uint FileMode { get; init; } = 0b110_100_100;

    /// <summary>Permission bits of directories; the caller has applied the umask.</summary>
    public uint DirectoryMode { get; init; } = 0b111_101_101;

    /// <summary>Let users other than the mounting one in; the permission bits then decide.</summary>
    public bool AllowOther { get; init; }

    /// <summary>Let root in besides the mounting user.</summary>
    public bool AllowRoot { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>Threads that take requests from the kernel. They never wait for the network, so few are enough.</summary>
    public int ReaderThreads { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>Background requests (read-ahead, asynchronous I/O) the kernel may have in flight.</summary>
    public int MaxBackground { get; init; } = 64;

    /// <summary>
    /// Have several parts of one O_DIRECT call, and AIO, in flight at once. The kernel then waits for them without looking at
    /// signals: a program in such a call cannot be killed before its answer or <see cref="OperationTimeout"/>.
    /// </summary>
    public bool AsyncDirectIo { get; init; } = true;

    /// <summary>After this an unanswered request fails with ETIMEDOUT.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for flush and fsync, which move a whole file's bytes; null means <see cref="OperationTimeout"/>.</summary>
    public TimeSpan? FlushTimeout { get; init; }

    /// <summary>How long a host that is disposed without being stopped waits for requests in flight.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The kernel's read-ahead window, which only root may raise above 128 KiB; 0 leaves it alone.</summary>
    public int ReadAheadKiB { get; init; } = 1024;

    /// <summary>Have fusermount3 watch this process and unmount when it dies.</summary>
    public bool AutoUnmount { get; init; }
}
