using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Requests;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Fuse.Session;

/// <summary>One open descriptor of /dev/fuse. Closed only after its reader has left, so the number stays valid while in use.</summary>
internal sealed unsafe class DeviceChannel(SafeFileHandle descriptor) : IFuseChannel
{
    // Below this, putting both parts together costs less than telling the kernel about two.
    private const int SmallReply = 512;

    private readonly int _descriptor = (int)descriptor.DangerousGetHandle();

    public int Receive(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var length = Libc.Read(_descriptor, start, (nuint)buffer.Length);
            return length >= 0 ? (int)length : -Marshal.GetLastPInvokeError();
        }
    }

    public int Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (head.Length + body.Length > SmallReply)
            return SendParts(head, body);
        Span<byte> whole = stackalloc byte[SmallReply];
        head.CopyTo(whole);
        body.CopyTo(whole[head.Length..]);
        fixed (byte* start = whole)
            return ErrorOf(Libc.Write(_descriptor, start, (nuint)(head.Length + body.Length)));
    }

    private int SendParts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        fixed (byte* first = head, second = body)
        {
            var vectors = stackalloc IoVector[2];
            vectors[0] = new IoVector { Base = first, Length = (nuint)head.Length };
            vectors[1] = new IoVector { Base = second, Length = (nuint)body.Length };
            return ErrorOf(Libc.WriteVector(_descriptor, vectors, 2));
        }
    }

    private static int ErrorOf(nint written) => written >= 0 ? Errno.None : Marshal.GetLastPInvokeError();
}
