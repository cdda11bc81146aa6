using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting;

/// <summary>All log lines of this project: 1xxx mount, 8xxx control.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1001, LogLevel.Information, "Serving {address} at {mountPoint} as {identity}.")]
    internal static partial void SessionStarted(ILogger logger, string address, string mountPoint, string identity);

    [LoggerMessage(1002, LogLevel.Information, "The mount at {mountPoint} ended; everything is on the share.")]
    internal static partial void SessionEnded(ILogger logger, string mountPoint);

    [LoggerMessage(1003, LogLevel.Error, "{bytes} bytes never reached the share and are lost: {files}.")]
    internal static partial void DataLost(ILogger logger, long bytes, string files);

    [LoggerMessage(8001, LogLevel.Debug, "A control connection ended early.")]
    internal static partial void ControlConnectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(8002, LogLevel.Warning, "A control connection of another user was refused.")]
    internal static partial void ControlPeerRefused(ILogger logger);

    [LoggerMessage(8003, LogLevel.Error, "A control request failed.")]
    internal static partial void ControlRequestFailed(ILogger logger, Exception exception);
}
