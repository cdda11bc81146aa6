using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Requests;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Operations;

/// <summary>The first request: kernel and host agree on a protocol version and what each may do.</summary>
internal sealed class InitOperation(FuseMountOptions options, ILogger logger)
{
    public const uint Major = 7;
    public const uint NewestMinor = 38;
    public const uint OldestMinor = 31;

    // No write-back cache: the kernel would acknowledge writes, and know sizes and times, that the engine has not seen. No remote
    // locks: flock and fcntl then hold among the processes of this machine, in the kernel.
    private const InitFlags Wanted =
        InitFlags.AsyncRead | InitFlags.AtomicTruncate | InitFlags.BigWrites | InitFlags.DoReadDirPlus | InitFlags.ReadDirPlusAuto
        | InitFlags.ParallelDirectoryOperations | InitFlags.MaxPages | InitFlags.HandleKillPrivilegesV2;

    // What the share stores; the kernel cuts its own times to it.
    private const uint NanosecondsPerTick = 100;

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the kernel may send anything else, fails when it is too old.</summary>
    public Task Answered => _answered.Task;

    public Outcome Answer(FuseRequest request)
    {
        var offer = request.Arguments<InitIn>();
        if (offer.Major < Major || (offer.Major == Major && offer.Minor < OldestMinor))
        {
            request.ReplyError(Errno.EPROTO);
            _answered.TrySetException(new FuseMountException(
                FuseMountFailure.Other,
                $"The kernel speaks FUSE {offer.Major}.{offer.Minor}; at least {Major}.{OldestMinor} is needed.",
                "Use Linux 5.4 or newer."));
            return Outcome.Done;
        }

        var reply = Agree(in offer);
        if (!request.TryReply(in reply))
            return Outcome.Done;
        // A newer major version: the kernel asks again with ours.
        if (offer.Major != Major)
            return Outcome.Done;
        LogMessages.Negotiated(logger, reply.Minor, offer.Minor, (uint)reply.Flags, reply.MaxWrite);
        _answered.TrySetResult();
        return Outcome.Done;
    }

    /// <summary>The connection ended before the kernel introduced itself.</summary>
    public void Abandon() => _answered.TrySetException(new FuseMountException(
        FuseMountFailure.Other, "The kernel ended the connection before it was set up.", "Look at the kernel's log (dmesg)."));

    private InitOut Agree(in InitIn offer) => new()
    {
        Major = Major,
        Minor = offer.Major == Major ? Math.Min(offer.Minor, NewestMinor) : NewestMinor,
        MaxReadAhead = offer.MaxReadAhead,
        Flags = offer.Flags & (options.AsyncDirectIo ? Wanted | InitFlags.AsyncDirectIo : Wanted),
        MaxBackground = (ushort)Math.Clamp(options.MaxBackground, 1, ushort.MaxValue),
        CongestionThreshold = (ushort)Math.Clamp(options.MaxBackground * 3 / 4, 1, ushort.MaxValue),
        MaxWrite = NativeBuffer.MaxTransfer,
        TimeGranularity = NanosecondsPerTick,
        MaxPages = (ushort)(NativeBuffer.MaxTransfer / Environment.SystemPageSize),
    };
}
