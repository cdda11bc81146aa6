using AzFilesMount.Core;
using AzFilesMount.FileRest.Store;
using AzFilesMount.Mounting.Session;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Doctor;

/// <summary>Who signs in, and what that identity may do with the share.</summary>
internal static class IdentityChecks
{
    private static readonly string[] Scope = ["https://storage.azure.com/.default"];

    internal static async Task<IReadOnlyList<CheckResult>> RunAsync(
        MountPlan plan, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            ShareConnection connection = ShareConnection.Open(plan, loggers, time);
            await using (connection.ConfigureAwait(false))
            {
                // It begins with the sign-in, whose failure it explains best.
                StoreCheck check = await connection.Store.CheckAsync(!plan.Options.ReadOnly, cancellationToken).ConfigureAwait(false);
                if (IsSignInFailure(check))
                    return [CheckResult.Fail("token", check.Message, check.Hint)];
                return [await TokenAsync(connection, cancellationToken).ConfigureAwait(false), Reach(check)];
            }
        }
        catch (MountException e)
        {
            return [CheckResult.Fail("identity", e.Message, e.Failure.Hint ?? "see --auth")];
        }
    }

    // What the service itself refuses has a code; a token that could not be had never reached it.
    private static bool IsSignInFailure(StoreCheck check) => check.ServiceCode is null
        && (check.Status == FsStatus.NotAuthenticated || check.Message.StartsWith("The sign-in service", StringComparison.Ordinal));

    private static async Task<CheckResult> TokenAsync(ShareConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            AccessToken token = await connection.SignIn.Credential
                .GetTokenAsync(new TokenRequestContext(Scope), cancellationToken).ConfigureAwait(false);
            return CheckResult.Ok("token", $"{connection.SignIn.Description}, valid until {token.ExpiresOn:u}");
        }
        catch (Exception e) when (e is AuthenticationFailedException or HttpRequestException)
        {
            return CheckResult.Fail("token", e.Message.Split('\n')[0].Trim(), "sign in (az login), or choose another identity with --auth");
        }
    }

    private static CheckResult Reach(StoreCheck check)
    {
        string detail = $"{check.Message.TrimEnd('.')} (service version {check.ServiceVersion})";
        if (!check.IsOk)
            return CheckResult.Fail("share", detail, check.Hint);
        return check.Write == WriteAccess.Refused ? CheckResult.Warn("share", detail, check.Hint) : CheckResult.Ok("share", detail);
    }
}
