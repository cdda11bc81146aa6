using System.Collections.Frozen;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using AzFilesMount.Core;
using Azure;
using Azure.Identity;
using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// The one place that reads what the SDK throws, and the one table from (HTTP status, service code) to <see cref="FsStatus"/>.
/// </summary>
internal static class ShareErrorMap
{
    private const int MaxReasonLength = 1000;

    private static readonly char[] LineEnds = ['\r', '\n'];

    // A code decides alone; where one code has two meanings by status, the status rules below it.
    private static readonly FrozenDictionary<string, FsStatus> ByCode = new Dictionary<string, FsStatus>(StringComparer.OrdinalIgnoreCase)
    {
        ["ResourceNotFound"] = FsStatus.NotFound,
        ["ParentNotFound"] = FsStatus.ParentNotFound,
        ["ShareNotFound"] = FsStatus.ShareNotFound,
        ["ShareBeingDeleted"] = FsStatus.ShareNotFound,
        ["ShareDisabled"] = FsStatus.ShareNotFound,
        ["ShareSnapshotNotFound"] = FsStatus.ShareNotFound,
        ["ResourceAlreadyExists"] = FsStatus.AlreadyExists,
        ["DirectoryNotEmpty"] = FsStatus.DirectoryNotEmpty,
        ["InvalidAuthenticationInfo"] = FsStatus.NotAuthenticated,
        ["NoAuthenticationInformation"] = FsStatus.NotAuthenticated,
        ["AuthenticationFailed"] = FsStatus.NotAuthenticated,
        ["ReadOnlyAttribute"] = FsStatus.ReadOnlyFile,
        ["CannotDeleteFileOrDirectory"] = FsStatus.NotPermitted,
        ["SharingViolation"] = FsStatus.SharingViolation,
        ["FileOpenBySmbClient"] = FsStatus.SharingViolation,
        ["FileInvalidPermission"] = FsStatus.BadArgument,
        ["LeaseIdMissing"] = FsStatus.LeaseHeld,
        ["LeaseAlreadyPresent"] = FsStatus.LeaseHeld,
        ["LeaseLost"] = FsStatus.LeaseHeld,
        ["LeaseIdMismatchWithFileOperation"] = FsStatus.LeaseHeld,
        ["LeaseIdMismatchWithLeaseOperation"] = FsStatus.LeaseHeld,
        ["LeaseNotPresentWithFileOperation"] = FsStatus.LeaseHeld,
        ["LeaseNotPresentWithLeaseOperation"] = FsStatus.LeaseHeld,
        ["FileLockConflict"] = FsStatus.LockConflict,
        ["DeletePending"] = FsStatus.DeletePending,
        ["ShareSizeLimitReached"] = FsStatus.NoSpace,
        ["ShareQuotaExceeded"] = FsStatus.NoSpace,
        ["InsufficientStorage"] = FsStatus.NoSpace,
        ["OutOfRangeInput"] = FsStatus.TooLarge,
        ["FileSizeLimitExceeded"] = FsStatus.TooLarge,
        ["InvalidResourceName"] = FsStatus.BadName,
        ["InvalidFileOrDirectoryPathName"] = FsStatus.BadName,
        ["InvalidUri"] = FsStatus.BadName,
        ["RequestUrlFailedToParse"] = FsStatus.BadName,
        ["PathTooLong"] = FsStatus.NameTooLong,
        ["FileNameTooLong"] = FsStatus.NameTooLong,
        ["InvalidRange"] = FsStatus.EndOfFile,
        ["ServerBusy"] = FsStatus.Busy,
        ["ClientCacheFlushDelay"] = FsStatus.Busy,
        ["ShareSnapshotInProgress"] = FsStatus.Busy,
        ["OperationTimedOut"] = FsStatus.TimedOut,
        ["Md5Mismatch"] = FsStatus.Corrupt,
        ["Crc64Mismatch"] = FsStatus.Corrupt,
        ["ConditionNotMet"] = FsStatus.VersionChanged,
        ["ConditionHeadersNotSupported"] = FsStatus.NotSupported,
        ["UnsupportedHeader"] = FsStatus.NotSupported,
        ["UnsupportedQueryParameter"] = FsStatus.NotSupported,
        ["UnsupportedHttpVerb"] = FsStatus.NotSupported,
        ["CannotVerifyCopySource"] = FsStatus.NotFound,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status alone. A kind mismatch needs to know what the caller took the entry for.</summary>
    public static FsStatus Status(int httpStatus, string? code, bool expectedDirectory = false)
    {
        if (code is "ResourceTypeMismatch")
            return expectedDirectory ? FsStatus.NotDirectory : FsStatus.IsDirectory;
        if (code is not null && ByCode.TryGetValue(code, out FsStatus status))
            return status;
        return httpStatus switch
        {
            400 or 411 or 412 => FsStatus.BadArgument,
            401 => FsStatus.NotAuthenticated,
            403 => FsStatus.AccessDenied,
            404 => FsStatus.NotFound,
            405 or 501 => FsStatus.NotSupported,
            408 or 504 => FsStatus.TimedOut,
            409 => FsStatus.SharingViolation,
            413 => FsStatus.BadArgument,
            414 => FsStatus.NameTooLong,
            416 => FsStatus.EndOfFile,
            429 or 503 => FsStatus.Busy,
            502 => FsStatus.Offline,
            507 => FsStatus.NoSpace,
            >= 400 and < 500 => FsStatus.BadArgument,
            >= 500 => FsStatus.Busy,
            _ => FsStatus.Internal,
        };
    }

    /// <summary>What a thrown failure means. False for what is no outcome of a request but a bug.</summary>
    public static bool TryMap(Exception exception, bool expectedDirectory, out FsError error)
    {
        Exception cause = Last(exception);
        error = cause switch
        {
            CredentialUnavailableException e => new FsError(FsStatus.NotAuthenticated, SignInReason(e)),
            AuthenticationFailedException e => SignInFailed(e),
            RequestFailedException { Status: > 0 } e => Answered(e, expectedDirectory),
            ShareFileModifiedException => new FsError(FsStatus.VersionChanged, "The file changed while it was being read."),
            _ => Unanswered(cause),
        };
        return error.Status != FsStatus.Internal || cause is RequestFailedException;
    }

    private static FsError Answered(RequestFailedException e, bool expectedDirectory)
    {
        Response? response = e.GetRawResponse();
        FsStatus status = Status(e.Status, e.ErrorCode, expectedDirectory);
        string text = FirstLine(e.Message);
        return new FsError(status, $"{text} ({e.Status} {e.ErrorCode})", e.ErrorCode, response?.Headers.RequestId);
    }

    private static FsError SignInFailed(AuthenticationFailedException e) => Network(e) is { } network
        ? new FsError(FsStatus.Offline, $"The sign-in service cannot be reached: {FirstLine(network.Message)}")
        : new FsError(FsStatus.NotAuthenticated, SignInReason(e));

    // The authority's own sentence (AADSTS…) stands deep in advice for programmers; without one the whole is put in one line.
    private static string SignInReason(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            int own = e.Message.IndexOf("AADSTS", StringComparison.Ordinal);
            if (own >= 0)
                return $"Sign-in was refused: {FirstLine(e.Message[own..].Split(" Trace ID:")[0])}";
        }

        string line = string.Join(
            ' ', exception.Message.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= MaxReasonLength ? line : $"{line[..MaxReasonLength]}…";
    }

    private static FsError Unanswered(Exception cause)
    {
        Exception? network = Network(cause);
        if (network is AuthenticationException)
            return new FsError(FsStatus.Offline, $"TLS with the service failed: {FirstLine(network.Message)}");
        if (network is not null)
            return new FsError(FsStatus.Offline, $"The service cannot be reached: {FirstLine(network.Message)}");
        return cause is OperationCanceledException || cause is TimeoutException || cause.InnerException is TimeoutException
            ? new FsError(FsStatus.TimedOut, "The service did not answer in time.")
            : new FsError(FsStatus.Internal, FirstLine(cause.Message));
    }

    // The innermost cause of a known network type says the most ("Connection refused" rather than "an error occurred").
    private static Exception? Network(Exception? exception)
    {
        Exception? found = null;
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException or SocketException or AuthenticationException or IOException)
                found = exception;
        }

        return found;
    }

    // After retries the SDK throws all attempts together; the last one is how things stand.
    private static Exception Last(Exception exception) =>
        exception is AggregateException { InnerExceptions: [.., var last] } ? Last(last) : exception;

    private static string FirstLine(string message)
    {
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? message : message[..end]).Trim();
    }
}
