namespace AzFilesMount.Mounting;

/// <summary>What a person reads when something failed: first what failed, then what to do.</summary>
/// <param name="Code">How the process should end.</param>
/// <param name="Message">What failed, one line, without a full stop.</param>
/// <param name="Hint">What to do about it, one line.</param>
/// <param name="RequestId">The service's request id, where one answered.</param>
public sealed record MountFailure(ExitCode Code, string Message, string? Hint = null, string? RequestId = null);
