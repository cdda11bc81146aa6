using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting;

/// <summary>All log lines of this project: 1xxx mount, 8xxx control.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(8001, LogLevel.Debug, "A control connection ended early.")]
    internal static partial void ControlConnectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(8002, LogLevel.Warning, "A control connection of another user was refused.")]
    internal static partial void ControlPeerRefused(ILogger logger);

    [LoggerMessage(8003, LogLevel.Error, "A control request failed.")]
    internal static partial void ControlRequestFailed(ILogger logger, Exception exception);
}
