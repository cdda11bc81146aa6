using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse;

/// <summary>What the kernel asked since the mount began. Thread-safe; single numbers are exact, the set is not a snapshot.</summary>
public sealed class FuseCounters
{
    private const int Slots = 64;

    private readonly long[] _requests = new long[Slots];
    private long _bytesRead;
    private long _bytesWritten;
    private long _errors;
    private long _parked;
    private long _interrupted;
    private long _timedOut;

    /// <summary>Payload bytes handed to the kernel by read.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Payload bytes accepted from the kernel by write.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Requests answered with an error number, "no such file" included.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>Requests that were not answered in line.</summary>
    public long Parked => Interlocked.Read(ref _parked);

    public long Interrupted => Interlocked.Read(ref _interrupted);

    public long TimedOut => Interlocked.Read(ref _timedOut);

    /// <summary>Requests by the kernel's name of the operation, lower case; operations never asked for are left out.</summary>
    public IReadOnlyDictionary<string, long> Requests()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var slot = 0; slot < Slots; slot++)
        {
            var count = Interlocked.Read(ref _requests[slot]);
            if (count != 0)
                counts[((Opcode)slot).Name()] = count;
        }

        return counts;
    }

    internal void CountRequest(Opcode opcode) => Interlocked.Increment(ref _requests[(uint)opcode < Slots ? (int)opcode : 0]);

    internal void CountRead(long bytes) => Interlocked.Add(ref _bytesRead, bytes);

    internal void CountWritten(long bytes) => Interlocked.Add(ref _bytesWritten, bytes);

    internal void CountError() => Interlocked.Increment(ref _errors);

    internal void CountParked() => Interlocked.Increment(ref _parked);

    internal void CountInterrupted() => Interlocked.Increment(ref _interrupted);

    internal void CountTimedOut() => Interlocked.Increment(ref _timedOut);
}
