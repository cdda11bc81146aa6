using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Tests.Script;

/// <summary>What came back for a request.</summary>
internal sealed class Reply
{
    public Reply(byte[] bytes)
    {
        Header = MemoryMarshal.Read<OutHeader>(bytes);
        Assert.Equal((uint)bytes.Length, Header.Length);
        Body = bytes[Unsafe.SizeOf<OutHeader>()..];
    }

    public OutHeader Header { get; }

    public byte[] Body { get; }

    /// <summary>The error number, positive.</summary>
    public int Errno => -Header.Error;

    /// <summary>The one structure that the reply consists of.</summary>
    public T As<T>()
        where T : unmanaged
    {
        Assert.Equal(0, Header.Error);
        Assert.Equal(Unsafe.SizeOf<T>(), Body.Length);
        return MemoryMarshal.Read<T>(Body);
    }
}
