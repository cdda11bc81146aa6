using System.Collections.Concurrent;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Requests;

namespace AzFilesMount.Fuse.Tests.Script;

/// <summary>The kernel's end of a descriptor, as a test writes it.</summary>
internal sealed class ScriptedChannel : IFuseChannel, IDisposable
{
    private readonly BlockingCollection<byte[]> _requests = [];
    private readonly BlockingCollection<byte[]> _replies = [];

    /// <summary>The error number with which the kernel refuses replies.</summary>
    public int Refusal { get; set; }

    public int Receive(Span<byte> buffer)
    {
        if (!_requests.TryTake(out var request, Timeout.Infinite))
            return -Errno.ENODEV;
        // An empty message stands for a read that was interrupted.
        if (request.Length == 0)
            return -Errno.EINTR;
        request.CopyTo(buffer);
        return request.Length;
    }

    public int Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        _replies.Add([.. head, .. body]);
        return Refusal;
    }

    public void Post(byte[] request) => _requests.Add(request);

    public byte[] Take() => _replies.TryTake(out var reply, TimeSpan.FromSeconds(10))
        ? reply
        : throw new TimeoutException("There was no reply.");

    public bool HasReply => _replies.Count != 0;

    /// <summary>The kernel ends the connection.</summary>
    public void Hangup() => _requests.CompleteAdding();

    public void Dispose()
    {
        _requests.Dispose();
        _replies.Dispose();
    }
}
