using System.Globalization;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Refusals that come from the state of the service, made up or throttled.</summary>
internal static class FaultAnswers
{
    public static ServiceFault ServerBusy(int retryAfter) =>
        new ServiceFault(503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.")
            .WithHeader("Retry-After", retryAfter.ToString(CultureInfo.InvariantCulture));

    /// <summary>The refusal that a faults rule asks for; without a code the one that usually goes with the status.</summary>
    public static ServiceFault Made(int status, string? code, int? retryAfter)
    {
        var fault = new ServiceFault(status, code ?? UsualCode(status), "This answer comes from a fault that was set in the emulator.");
        return retryAfter is { } seconds
            ? fault.WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
            : fault;
    }

    private static string UsualCode(int status) => status switch
    {
        401 => "InvalidAuthenticationInfo",
        403 => "AuthorizationPermissionMismatch",
        404 => "ResourceNotFound",
        409 => "SharingViolation",
        412 => "LeaseIdMissing",
        416 => "InvalidRange",
        429 or 503 => "ServerBusy",
        < 500 => "InvalidInput",
        _ => "InternalError",
    };
}
