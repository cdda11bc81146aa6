using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Session;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Doctor;

/// <summary>All checks in the order in which a mount needs them; those of a share stop where going on makes no sense.</summary>
public static class DoctorService
{
    /// <summary>What this machine offers.</summary>
    public static IEnumerable<CheckResult> CheckSystem(StateDirectories directories, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(directories);
        ArgumentNullException.ThrowIfNull(environment);
        return SystemChecks.Run(directories, environment);
    }

    /// <summary>Whether one share can be reached and used. Changes nothing there.</summary>
    public static async IAsyncEnumerable<CheckResult> CheckShareAsync(
        MountPlan plan, ILoggerFactory loggers, TimeProvider time,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        yield return CheckResult.Ok("address", $"{plan.Address.ShareUri.AbsoluteUri}, directory /{plan.Address.Directory}");
        CheckResult names = await NetworkChecks.ResolveAsync(plan, cancellationToken).ConfigureAwait(false);
        yield return names;
        bool reachable = false;
        foreach (CheckResult result in await NetworkChecks.ConnectAsync(plan, time, cancellationToken).ConfigureAwait(false))
        {
            reachable |= result is { Name: NetworkChecks.Tls, Outcome: CheckOutcome.Ok };
            yield return result;
        }

        if (!reachable)
            yield break;
        foreach (CheckResult result in await IdentityChecks.RunAsync(plan, loggers, time, cancellationToken).ConfigureAwait(false))
            yield return result;
    }
}
