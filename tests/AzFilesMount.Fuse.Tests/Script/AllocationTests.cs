using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;
using AzFilesMount.Fuse.Session;
using AzFilesMount.Fuse.Tests.Doubles;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class AllocationTests
{
    // Sends the same request again and again; measures on the reader's own thread.
    private sealed class RepeatingChannel(byte[] request) : IFuseChannel
    {
        private const int WarmUp = 2_000;
        private const int Measured = 10_000;

        private int _count;
        private long _before;

        public long Allocated { get; private set; } = -1;

        public int Replies { get; private set; }

        public int Receive(Span<byte> buffer)
        {
            if (_count == WarmUp)
                _before = GC.GetAllocatedBytesForCurrentThread();
            if (_count++ < WarmUp + Measured)
            {
                request.CopyTo(buffer);
                return request.Length;
            }

            Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
            return -Errno.ENODEV;
        }

        public int Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
        {
            Replies++;
            return Errno.None;
        }
    }

    [Fact]
    public async Task Read_InLine_AllocatesNothing()
    {
        var files = new MemoryFileSystem();
        var handle = files.OpenHandle(files.AddFile("a", new byte[100_000]));
        byte[] body = Bytes(new ReadIn { Handle = handle, Size = 65536 });
        var header = new InHeader { Length = 80, Opcode = Opcode.Read, Unique = 2, NodeId = 2 };
        var channel = new RepeatingChannel([.. Bytes(in header), .. body]);
        await using var session = new FuseSession(files, DefaultOptions, new RecordingLogger(), TimeProvider.System);
        session.Start([channel]);
        await session.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(12_000, channel.Replies);
        // A little for whatever the runtime does once; a single object a read would be a quarter of a megabyte.
        Assert.InRange(channel.Allocated, 0, 2_000);
    }
}
