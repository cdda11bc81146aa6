using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using AzFilesMount.Core;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Requests;

/// <summary>
/// One request of the kernel, from its bytes to its one reply. Reused. Owned by the reader thread until it parks, then by the
/// completion of its call; never by both, so it needs no lock.
/// </summary>
internal sealed class FuseRequest(RequestPool pool)
{
    private CancellationTokenSource _cancellation = new();
    private IFuseChannel _channel = null!;
    private NativeBuffer? _input;
    private NativeBuffer? _output;
    private InHeader _header;
    private int _nameOffset;
    private bool _answered;

    public Opcode Opcode => _header.Opcode;

    public ulong Unique => _header.Unique;

    public NodeId Node => new(_header.NodeId);

    public uint Uid => _header.Uid;

    public CancellationToken Token => _cancellation.Token;

    /// <summary>When the request is overdue, in timestamp ticks; set by whoever parks it.</summary>
    public long Deadline { get; set; }

    public CancelReason CancelReason { get; private set; }

    /// <summary>Where an operation keeps what its completion needs besides the result.</summary>
    public object? State { get; set; }

    /// <summary>The node that an operation in two steps answers with.</summary>
    public NodeInfo PendingNode { get; set; }

    /// <summary>Room for the bytes of a large reply.</summary>
    public Memory<byte> Output => (_output ??= pool.Buffers.Rent()).Payload;

    /// <summary>Waits for a request. Its length, or the negated error number.</summary>
    public int Receive(IFuseChannel channel)
    {
        _channel = channel;
        _input ??= pool.Buffers.Rent();
        var length = channel.Receive(_input.Request);
        if (length < 0)
            return length;
        if (length < Unsafe.SizeOf<InHeader>())
            return -Errno.EIO;
        _header = MemoryMarshal.Read<InHeader>(_input.Request);
        _header.Length = (uint)length;
        _nameOffset = 0;
        _answered = false;
        return length;
    }

    /// <summary>The fixed part of the request's arguments; names and bytes come after it.</summary>
    public T Arguments<T>()
        where T : unmanaged
    {
        var body = Body(0);
        _nameOffset = Unsafe.SizeOf<T>();
        if (body.Length < _nameOffset)
            throw new InvalidDataException($"A {Opcode.Name()} request of {body.Length} bytes is too short.");
        return MemoryMarshal.Read<T>(body);
    }

    /// <summary>The next name of the request; false when it is no UTF-8, which no name on a share can be.</summary>
    public bool TryName(out string name)
    {
        var rest = Body(_nameOffset);
        var length = rest.IndexOf((byte)0);
        if (length < 0)
            throw new InvalidDataException($"A {Opcode.Name()} request has an unterminated name.");
        var bytes = rest[..length];
        _nameOffset += length + 1;
        var valid = Utf8.IsValid(bytes);
        name = valid ? Encoding.UTF8.GetString(bytes) : string.Empty;
        return valid;
    }

    /// <summary>The bytes of the request from an offset after its header.</summary>
    public ReadOnlySpan<byte> Body(int offset) =>
        _input!.Request[Math.Min(Unsafe.SizeOf<InHeader>() + offset, (int)_header.Length)..(int)_header.Length];

    /// <summary>The bytes that a WRITE carries; valid until the request is answered.</summary>
    public ReadOnlyMemory<byte> Payload(int offset, int length)
    {
        var start = Unsafe.SizeOf<InHeader>() + offset;
        if ((long)start + (uint)length > _header.Length)
            throw new InvalidDataException($"A {Opcode.Name()} request carries less than the {(uint)length} bytes it promises.");
        return _input!.RequestMemory(start, length);
    }

    /// <summary>Answers with the outcome of a call: at once if it has ended, otherwise when it does, without a thread waiting.</summary>
    public Outcome Run<T>(ValueTask<FsResult<T>> call, Completion<T> complete) => Run(call, complete, pool.OperationTimeout);

    public Outcome Run<T>(ValueTask<FsResult<T>> call, Completion<T> complete, TimeSpan timeout)
    {
        var awaiter = call.ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
            return Finish(awaiter, complete);
        KeepOnlyNeededBuffers();
        pool.Parked.Add(this, timeout);
        ParkedCall<T>.Start(this, awaiter, complete);
        return Outcome.Parked;
    }

    /// <summary>The parked call has ended.</summary>
    public void Resume<T>(
        ConfiguredValueTaskAwaitable<FsResult<T>>.ConfiguredValueTaskAwaiter awaiter, Completion<T> complete)
    {
        pool.Parked.Remove(this);
        if (Finish(awaiter, complete) == Outcome.Done)
            pool.Return(this);
    }

    /// <summary>Marks the request cancelled at once; whoever waits for that is told on another thread.</summary>
    public void Cancel(CancelReason reason)
    {
        CancelReason = reason;
        _ = _cancellation.CancelAsync();
    }

    public Outcome ReplyStatus<T>(in FsResult<T> result)
    {
        if (result.Error is { } error)
            LogMessages.OperationFailed(pool.Logger, Opcode.Name(), Node.Value, result.Status, error.Message);
        return ReplyStatus(result.Status);
    }

    public Outcome ReplyStatus(FsStatus status)
    {
        var late = status == FsStatus.Cancelled && CancelReason == CancelReason.Deadline;
        return ReplyError(late ? Errno.ETIMEDOUT : ErrnoMap.ToErrno(status));
    }

    /// <summary>Answers with an error number; 0 is success without any bytes.</summary>
    public Outcome ReplyError(int errno)
    {
        if (errno != Errno.None)
            pool.Counters.CountError();
        var header = new OutHeader { Length = (uint)Unsafe.SizeOf<OutHeader>(), Error = -errno, Unique = Unique };
        Send(MemoryMarshal.AsBytes(new ReadOnlySpan<OutHeader>(in header)), default);
        return Outcome.Done;
    }

    /// <summary>Answers with one structure. False when the kernel no longer wanted it.</summary>
    public bool TryReply<T>(in T body)
        where T : unmanaged => TryReplyBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in body)));

    /// <summary>Answers with bytes. False when the kernel no longer wanted them.</summary>
    public bool TryReplyBytes(ReadOnlySpan<byte> body)
    {
        var header = new OutHeader { Length = (uint)(Unsafe.SizeOf<OutHeader>() + body.Length), Unique = Unique };
        return Send(MemoryMarshal.AsBytes(new ReadOnlySpan<OutHeader>(in header)), body);
    }

    /// <summary>A bug somewhere: tells the log once and the caller EIO, unless it has its answer.</summary>
    public Outcome Fail(Exception exception)
    {
        LogMessages.HandlerFailed(pool.Logger, exception, Opcode.Name(), Node.Value);
        if (!_answered)
            ReplyError(Errno.EIO);
        return Outcome.Done;
    }

    /// <summary>Makes a parked request ready to be used again; one answered in line has nothing to clear.</summary>
    public void Clear()
    {
        ReturnBuffers();
        State = null;
        PendingNode = default;
        CancelReason = CancelReason.None;
        // A cancelled one is left to the collector: its callbacks may still be running on another thread.
        if (!_cancellation.TryReset())
            _cancellation = new CancellationTokenSource();
    }

    public void ReturnBuffers()
    {
        ReturnInput();
        ReturnOutput();
    }

    private Outcome Finish<T>(
        ConfiguredValueTaskAwaitable<FsResult<T>>.ConfiguredValueTaskAwaiter awaiter, Completion<T> complete)
    {
        try
        {
#pragma warning disable VSTHRD002 // The awaiter has completed: this takes the result, it does not wait.
            return complete(this, awaiter.GetResult());
#pragma warning restore VSTHRD002
        }
        catch (OperationCanceledException) when (!_answered && CancelReason != CancelReason.None)
        {
            return ReplyStatus(FsStatus.Cancelled);
        }
        catch (Exception exception)
        {
            return Fail(exception);
        }
    }

    private bool Send(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        if (_answered)
            throw new InvalidOperationException($"A {Opcode.Name()} request was answered twice.");
        _answered = true;
        var errno = _channel.Send(header, body);
        // ENOENT: the request was aborted meanwhile. ENODEV: the whole connection was. Both are the kernel's right.
        if (errno is not (Errno.None or Errno.ENOENT or Errno.ENODEV))
            LogMessages.ReplyRefused(pool.Logger, Opcode.Name(), Node.Value, errno);
        return errno == Errno.None;
    }

    // What stays parked for long shall hold no megabytes it does not use.
    private void KeepOnlyNeededBuffers()
    {
        if (Opcode != Opcode.Write)
            ReturnInput();
        if (Opcode is not (Opcode.Read or Opcode.ReadDir or Opcode.ReadDirPlus))
            ReturnOutput();
    }

    private void ReturnInput()
    {
        if (_input is not null)
            pool.Buffers.Return(_input);
        _input = null;
    }

    private void ReturnOutput()
    {
        if (_output is not null)
            pool.Buffers.Return(_output);
        _output = null;
    }
}
