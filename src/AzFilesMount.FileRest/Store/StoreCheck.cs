using AzFilesMount.Core;

namespace AzFilesMount.FileRest.Store;

/// <summary>What the start-up check found, in words for the user.</summary>
/// <param name="Status">Ok, or why the share cannot be used.</param>
/// <param name="Message">What was found, in one line.</param>
/// <param name="Hint">What to do about it, in one line; empty when there is nothing to do.</param>
/// <param name="Write">Whether the identity may change the share.</param>
/// <param name="ServiceVersion">The service version in use after the check.</param>
/// <param name="ServiceCode">The service's error code, where it sent one.</param>
/// <param name="RequestId">The service's request id, for support.</param>
public sealed record StoreCheck(
    FsStatus Status,
    string Message,
    string Hint,
    WriteAccess Write,
    string ServiceVersion,
    string? ServiceCode = null,
    string? RequestId = null)
{
    public bool IsOk => Status == FsStatus.Ok;
}
