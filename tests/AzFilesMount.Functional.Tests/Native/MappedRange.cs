namespace AzFilesMount.Functional.Tests.Native;

/// <summary>
/// A shared mapping of a file. Reached through process_vm_readv/writev, so a page the mount can no longer serve is EFAULT in one
/// test instead of a SIGBUS that ends the whole run. Not thread-safe.
/// </summary>
public sealed unsafe class MappedRange : IDisposable
{
    private const int ReadWriteProtection = 3;
    private const int SharedFlag = 1;
    private const int SynchronousFlag = 4;
    private readonly nint _address;
    private readonly int _length;

    private MappedRange(nint address, int length)
    {
        _address = address;
        _length = length;
    }

    /// <summary>Maps the file from its start for <paramref name="length"/> bytes.</summary>
    public static MappedRange Map(PosixFile file, int length)
    {
        nint address = Libc.Map(0, length, ReadWriteProtection, SharedFlag, file.Descriptor, 0);
        return new MappedRange((nint)Posix.Check(address, "mmap", $"{length} bytes"), length);
    }

    public void Read(Span<byte> buffer, int offset)
    {
        fixed (byte* start = buffer)
        {
            IoVector local = new() { Address = (nint)start, Length = buffer.Length };
            IoVector mapped = new() { Address = _address + offset, Length = buffer.Length };
            long count = Posix.Check(Libc.ReadMemory(Environment.ProcessId, &local, 1, &mapped, 1, 0), "read of a mapping", $"{offset}");
            Assert.Equal(buffer.Length, count);
        }
    }

    public void Write(ReadOnlySpan<byte> data, int offset)
    {
        fixed (byte* start = data)
        {
            IoVector local = new() { Address = (nint)start, Length = data.Length };
            IoVector mapped = new() { Address = _address + offset, Length = data.Length };
            long count = Posix.Check(Libc.WriteMemory(Environment.ProcessId, &local, 1, &mapped, 1, 0), "write of a mapping", $"{offset}");
            Assert.Equal(data.Length, count);
        }
    }

    public void Sync() => Posix.Check(Libc.SyncMap(_address, _length, SynchronousFlag), "msync", $"{_length} bytes");

    public void Dispose() => _ = Libc.Unmap(_address, _length);
}
