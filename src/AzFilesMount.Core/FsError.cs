namespace AzFilesMount.Core;

/// <summary>What a person needs to know about a failure: made only on failure, carried beside the status, never parsed.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Message">What failed, in words.</param>
/// <param name="ServiceCode">The service's error code, where it sent one.</param>
/// <param name="RequestId">The service's request id, for support.</param>
public sealed record FsError(FsStatus Status, string Message, string? ServiceCode = null, string? RequestId = null);
