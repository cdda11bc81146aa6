using AzFilesMount.Core;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse;

/// <summary>Everything the host says. Ids 11xx: mounting and the session; 21xx: requests.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1100, LogLevel.Information, "Mounted {Source} on {MountPoint}.")]
    public static partial void Mounted(ILogger logger, string source, string mountPoint);

    [LoggerMessage(1101, LogLevel.Information, "Unmounted {MountPoint}.")]
    public static partial void Unmounted(ILogger logger, string mountPoint);

    [LoggerMessage(1102, LogLevel.Warning, "{MountPoint} was left over from a mount whose process died; it has been unmounted.")]
    public static partial void StaleMountRemoved(ILogger logger, string mountPoint);

    [LoggerMessage(1103, LogLevel.Debug, "FUSE 7.{Agreed} of the kernel's 7.{Offered}, flags {Flags:x8}, {MaxWrite} bytes a request.")]
    public static partial void Negotiated(ILogger logger, uint agreed, uint offered, uint flags, uint maxWrite);

    [LoggerMessage(1104, LogLevel.Debug, "The kernel's read-ahead stays as it is: {Reason}")]
    public static partial void ReadAheadUnchanged(ILogger logger, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "{MountPoint} was still in use at the deadline; the connection is being cut.")]
    public static partial void Forced(ILogger logger, string mountPoint);

    [LoggerMessage(1106, LogLevel.Warning, "{MountPoint} could not be unmounted: {Reason}")]
    public static partial void DetachFailed(ILogger logger, string mountPoint, string reason);

    [LoggerMessage(1107, LogLevel.Error, "The connection of {MountPoint} could not be cut: {Reason} It ends with this process.")]
    public static partial void AbortFailed(ILogger logger, string mountPoint, string reason);

    [LoggerMessage(1108, LogLevel.Critical, "A reader of the kernel's requests failed; the mount goes on with one reader less.")]
    public static partial void ReaderFailed(ILogger logger, Exception exception);

    [LoggerMessage(1109, LogLevel.Critical, "The kernel is no longer told about changes made elsewhere.")]
    public static partial void NotifierFailed(ILogger logger, Exception exception);

    [LoggerMessage(1110, LogLevel.Warning, "{Count} requests had not ended when the host was disposed; their memory is not given back.")]
    public static partial void RequestsLeft(ILogger logger, int count);

    [LoggerMessage(1111, LogLevel.Error, "Reading requests failed with error number {Errno}; the mount's readers end.")]
    public static partial void ReceiveFailed(ILogger logger, int errno);

    [LoggerMessage(2100, LogLevel.Error, "A {Operation} request on node {Node} failed unexpectedly.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string operation, ulong node);

    [LoggerMessage(2101, LogLevel.Debug, "{Operation} on node {Node}: {Status}: {Reason}")]
    public static partial void OperationFailed(ILogger logger, string operation, ulong node, FsStatus status, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "The kernel refused the reply to {Operation} on node {Node} with error number {Errno}.")]
    public static partial void ReplyRefused(ILogger logger, string operation, ulong node, int errno);

    [LoggerMessage(2103, LogLevel.Debug, "The kernel refused to forget node {Node} with error number {Errno}.")]
    public static partial void NotificationRefused(ILogger logger, ulong node, int errno);
}
