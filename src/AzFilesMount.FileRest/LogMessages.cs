using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest;

/// <summary>Everything this room logs. 6xxx is REST, 7xxx is sign-in. No message ever takes a token, a secret or file bytes.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(6001, LogLevel.Debug,
        "{Operation} attempt {Attempt} answered {HttpStatus} {ServiceCode} after {Milliseconds} ms (request {RequestId})")]
    public static partial void RequestRefused(
        ILogger logger, string operation, int attempt, int httpStatus, string serviceCode, long milliseconds, string requestId);

    [LoggerMessage(6002, LogLevel.Warning,
        "{Operation} attempt {Attempt} answered {HttpStatus} {ServiceCode} after {Milliseconds} ms (request {RequestId})")]
    public static partial void RequestTroubled(
        ILogger logger, string operation, int attempt, int httpStatus, string serviceCode, long milliseconds, string requestId);

    [LoggerMessage(6003, LogLevel.Warning, "{Operation} attempt {Attempt} got no answer after {Milliseconds} ms: {Reason}")]
    public static partial void RequestUnanswered(ILogger logger, string operation, int attempt, long milliseconds, string reason);

    [LoggerMessage(6004, LogLevel.Warning, "The share refuses service version {Refused}; using {Accepted} from now on")]
    public static partial void VersionSteppedDown(ILogger logger, string refused, string accepted);

    [LoggerMessage(6005, LogLevel.Warning, "Reading broke off after {Delivered} bytes ({Reason}); asking for the rest of the same version")]
    public static partial void ReadResumed(ILogger logger, long delivered, string reason);

    [LoggerMessage(6006, LogLevel.Warning, "The identity may not change this share: {Message}")]
    public static partial void WriteRefused(ILogger logger, string message);

    [LoggerMessage(6007, LogLevel.Error, "{Operation} failed in a way that has no mapping: {Failure}")]
    public static partial void UnexpectedFailure(ILogger logger, string operation, string failure);

    [LoggerMessage(7001, LogLevel.Information, "Signing in as {Description}")]
    public static partial void SigningIn(ILogger logger, string description);

    [LoggerMessage(7002, LogLevel.Information, "Sign-in by {Method} is not possible: {Reason}")]
    public static partial void SignInMethodSkipped(ILogger logger, string method, string reason);

    [LoggerMessage(7003, LogLevel.Warning, "Refreshing the token failed; the present one is valid until {ExpiresOn:u}: {Reason}")]
    public static partial void RefreshFailed(ILogger logger, DateTimeOffset expiresOn, string reason);

    [LoggerMessage(7004, LogLevel.Debug, "Got a token that is valid until {ExpiresOn:u}")]
    public static partial void TokenObtained(ILogger logger, DateTimeOffset expiresOn);

    [LoggerMessage(7006, LogLevel.Error, "The mount needs a sign-in; what needs the share waits or fails until then: {Reason}")]
    public static partial void NeedsSignIn(ILogger logger, string reason);

    [LoggerMessage(7007, LogLevel.Information, "The identity works again")]
    public static partial void SignedInAgain(ILogger logger);

    [LoggerMessage(7005, LogLevel.Warning, "{File} holds a secret and other users of this machine may read it; run: chmod 600 {File}")]
    public static partial void SecretFileReadable(ILogger logger, string file);
}
