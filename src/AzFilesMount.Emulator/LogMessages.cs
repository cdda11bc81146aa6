using Microsoft.Extensions.Logging;

namespace AzFilesMount.Emulator;

/// <summary>The emulator's own diagnostics.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(9001, LogLevel.Information, "The emulator listens on {Endpoint}.")]
    public static partial void Listening(ILogger logger, string endpoint);

    [LoggerMessage(9002, LogLevel.Error, "The request {RequestId} ({Operation}) failed inside the emulator.")]
    public static partial void RequestFailed(ILogger logger, Guid requestId, string operation, Exception exception);

    [LoggerMessage(9003, LogLevel.Information, "The faults file {Path} was read again: {RuleCount} rules.")]
    public static partial void FaultsReloaded(ILogger logger, string path, int ruleCount);

    [LoggerMessage(9004, LogLevel.Warning, "The faults file {Path} cannot be used, the old rules stay: {Reason}")]
    public static partial void FaultsKept(ILogger logger, string path, string reason);
}
