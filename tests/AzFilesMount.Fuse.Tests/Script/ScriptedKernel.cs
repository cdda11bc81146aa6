using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Session;
using AzFilesMount.Fuse.Tests.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace AzFilesMount.Fuse.Tests.Script;

/// <summary>A session whose kernel is the test: builds requests byte by byte and takes the replies.</summary>
internal sealed class ScriptedKernel : IAsyncDisposable
{
    private readonly FuseSession _session;
    private ulong _lastUnique;

    public ScriptedKernel(FuseMountOptions? options = null, IFileSystem? fileSystem = null)
    {
        options ??= DefaultOptions;
        _session = new FuseSession(fileSystem ?? FileSystem, options, Log, Time);
        _session.Start([Channel]);
    }

    public static FuseMountOptions DefaultOptions { get; } = new()
    {
        MountPoint = "/nowhere",
        Source = "share",
        Uid = 1234,
        Gid = 5678,
        FileMode = Convert.ToUInt32("640", 8),
        DirectoryMode = Convert.ToUInt32("750", 8),
    };

    public MemoryFileSystem FileSystem { get; } = new();

    public ScriptedChannel Channel { get; } = new();

    public RecordingLogger Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public FuseSession Session => _session;

    public ulong NextUnique => _lastUnique + 2;

    public static byte[] Bytes<T>(in T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    public static byte[] Name(string name) => [.. Encoding.UTF8.GetBytes(name), 0];

    /// <summary>Sends a request; its parts are put in a row behind the header.</summary>
    public ulong Post(Opcode opcode, ulong node, params ReadOnlySpan<byte[]> parts)
    {
        _lastUnique += 2;
        return PostAs(_lastUnique, opcode, node, parts);
    }

    public ulong PostAs(ulong unique, Opcode opcode, ulong node, params ReadOnlySpan<byte[]> parts)
    {
        var body = new List<byte>();
        foreach (var part in parts)
            body.AddRange(part);
        var header = new InHeader
        {
            Length = (uint)(Unsafe.SizeOf<InHeader>() + body.Count),
            Opcode = opcode,
            Unique = unique,
            NodeId = node,
            Uid = 4321,
        };
        Channel.Post([.. Bytes(in header), .. body]);
        return unique;
    }

    /// <summary>Takes the next reply, which must be this request's.</summary>
    public Reply Expect(ulong unique)
    {
        var reply = new Reply(Channel.Take());
        Assert.Equal(unique, reply.Header.Unique);
        return reply;
    }

    public Reply Ask(Opcode opcode, ulong node, params ReadOnlySpan<byte[]> parts) => Expect(Post(opcode, node, parts));

    /// <summary>Whatever was sent before has been handled, and nothing has been answered that should not be.</summary>
    public void ExpectSilence()
    {
        var reply = Ask(Opcode.Access, 1, new byte[8]);
        Assert.Equal(Native.Errno.ENOSYS, reply.Errno);
        Assert.False(Channel.HasReply);
    }

    public async Task WaitUntilParkedAsync(int count)
    {
        for (var tries = 0; _session.ParkedCount != count; tries++)
        {
            Assert.True(tries < 1000, "The request was not parked.");
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Hangup();
        await _session.Completion.WaitAsync(TimeSpan.FromSeconds(10));
        await _session.DisposeAsync();
        Channel.Dispose();
    }
}
