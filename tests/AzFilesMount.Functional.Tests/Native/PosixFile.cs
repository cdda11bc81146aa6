namespace AzFilesMount.Functional.Tests.Native;

/// <summary>
/// An open descriptor. Unlike FileStream it has no buffer, checks the result of close and reports error numbers.
/// Not thread-safe except for positioned reads and writes.
/// </summary>
public sealed unsafe class PosixFile : IDisposable
{
    private const int SeekDataWhence = 3;
    private const int SeekHoleWhence = 4;
    private const int DropCacheAdvice = 4;
    private readonly string _path;
    private int _descriptor;

    private PosixFile(string path, int descriptor)
    {
        _path = path;
        _descriptor = descriptor;
    }

    internal int Descriptor => _descriptor;

    public static PosixFile Open(string path, OpenFlags flags, uint mode = 0x1A4)
    {
        int descriptor = Libc.Open(path, (int)(flags | OpenFlags.CloseOnExec), mode);
        return new PosixFile(path, (int)Posix.Check(descriptor, $"open[{flags}]", path));
    }

    public static PosixFile Create(string path) => Open(path, OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Truncate);

    /// <summary>Creates or replaces the file and returns only when close has succeeded.</summary>
    public static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        using PosixFile file = Create(path);
        file.Write(content, 0);
        file.Close();
    }

    /// <summary>Reads until the buffer is full or the file ends; returns the count of bytes read.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        int done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length)
            {
                nint count = Libc.Read(_descriptor, start + done, buffer.Length - done, offset + done);
                if (Posix.Check(count, "pread", _path) == 0)
                    break;
                done += (int)count;
            }
        }

        return done;
    }

    public byte[] ReadExactly(int length, long offset)
    {
        byte[] buffer = new byte[length];
        int count = Read(buffer, offset);
        return count == length ? buffer : buffer[..count];
    }

    public void Write(ReadOnlySpan<byte> data, long offset)
    {
        fixed (byte* start = data)
        {
            for (int done = 0; done < data.Length;)
                done += (int)Posix.Check(Libc.Write(_descriptor, start + done, data.Length - done, offset + done), "pwrite", _path);
        }
    }

    /// <summary>One write(2) at the file's own position, which is its end when opened for append.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            long count = Posix.Check(Libc.Append(_descriptor, start, data.Length), "write", _path);
            Assert.Equal(data.Length, count);
        }
    }

    public void SetLength(long length) => Posix.Check(Libc.SetLength(_descriptor, length), "ftruncate", _path);

    public void Sync() => Posix.Check(Libc.Sync(_descriptor), "fsync", _path);

    public void SyncData() => Posix.Check(Libc.SyncData(_descriptor), "fdatasync", _path);

    public void Allocate(AllocateFlags mode, long offset, long length) =>
        Posix.Check(Libc.Allocate(_descriptor, (int)mode, offset, length), $"fallocate[{mode}]", _path);

    public long SeekData(long offset) => Posix.Check(Libc.Seek(_descriptor, offset, SeekDataWhence), "lseek[SEEK_DATA]", _path);

    public long SeekHole(long offset) => Posix.Check(Libc.Seek(_descriptor, offset, SeekHoleWhence), "lseek[SEEK_HOLE]", _path);

    public long Length => Posix.Check(Libc.Seek(_descriptor, 0, 2), "lseek[SEEK_END]", _path);

    /// <summary>Asks the kernel to forget its clean pages of the file.</summary>
    public void DropCache() => _ = Libc.Advise(_descriptor, 0, 0, DropCacheAdvice);

    public void Lock(LockOperation operation) => Posix.Check(Libc.Lock(_descriptor, (int)operation), $"flock[{operation}]", _path);

    /// <summary>Closes and throws what close reports.</summary>
    public void Close()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        Posix.Check(Libc.Close(descriptor), "close", _path);
    }

    public void Dispose()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
            _ = Libc.Close(descriptor);
    }
}
