using AzFilesMount.Core.Store;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Core;

/// <summary>Everything the engine logs: 2xxx files, 3xxx directories, 5xxx write-back.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(2001, LogLevel.Error, "Reading {Path} ended in an unexpected way; the reader got an I/O error.")]
    private static partial void LogFillFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(5001, LogLevel.Error,
        "{Bytes} bytes of {Path} could not be sent: {Reason} (request {RequestId}). They are kept and sent again at the next flush.")]
    private static partial void LogSendFailed(ILogger logger, string path, long bytes, string reason, string? requestId);

    [LoggerMessage(5002, LogLevel.Error, "Sending {Path} while it is written ended in an unexpected way; its close tries again.")]
    private static partial void LogStreamingFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(5003, LogLevel.Error, "{Bytes} unsent bytes of {Path} are lost: the file is gone at the share.")]
    private static partial void LogBytesLost(ILogger logger, string path, long bytes);

    [LoggerMessage(5004, LogLevel.Warning, "{Path} was deleted while open and could not be removed from the share: {Status}.")]
    private static partial void LogHiddenFileLeft(ILogger logger, string path, FsStatus status);

    [LoggerMessage(5005, LogLevel.Error, "An unexpected failure while sending kept bytes again; the next round tries once more.")]
    public static partial void ResendFailed(ILogger logger, Exception exception);

    // These return true so that they can stand in an exception filter, where the stack is still whole.
    public static bool FillFailed(ILogger logger, SharePath path, Exception exception)
    {
        LogFillFailed(logger, path.ToString(), exception);
        return true;
    }

    public static bool StreamingFailed(ILogger logger, SharePath path, Exception exception)
    {
        LogStreamingFailed(logger, path.ToString(), exception);
        return true;
    }

    public static void SendFailed(ILogger logger, SharePath path, long bytes, string reason, string? requestId) =>
        LogSendFailed(logger, path.ToString(), bytes, reason, requestId);

    public static void BytesLost(ILogger logger, SharePath path, long bytes) => LogBytesLost(logger, path.ToString(), bytes);

    public static void HiddenFileLeft(ILogger logger, SharePath path, FsStatus status) =>
        LogHiddenFileLeft(logger, path.ToString(), status);
}
