namespace AzFilesMount.Emulator.Protocol;

/// <summary>Refusals of who asks, before what is asked is looked at.</summary>
internal static class AccessFaults
{
    public static ServiceFault TokenRefused(string challenge, string detail) =>
        new ServiceFault(401, "InvalidAuthenticationInfo", InvalidInformation) { IsEarly = true }
            .With("AuthenticationErrorDetail", detail)
            .WithHeader("WWW-Authenticate", challenge);

    public static ServiceFault WrongAudience() =>
        new ServiceFault(400, "InvalidAuthenticationInfo", InvalidInformation) { IsEarly = true }
            .With("AuthenticationErrorDetail", "Audience validation failed. Audience did not match.");

    public static ServiceFault BadSignature() =>
        new(
            403,
            "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.")
        {
            IsEarly = true,
        };

    public static ServiceFault KeysNotPermitted() =>
        new(403, "KeyBasedAuthenticationNotPermitted", "Key based authentication is not permitted on this storage account.");

    public static ServiceFault RoleMissing() =>
        new(403, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.");

    public static ServiceFault ManagementRestricted() =>
        new(
            403,
            "FileOAuthManagementApiRestrictedToSrp",
            "This API does not support bearer tokens. For OAuth, use the Storage Resource Provider APIs instead.");

    private const string InvalidInformation =
        "Authentication information is not given in the correct format. Check the value of Authorization header.";
}
