using System.Reflection;
using AzFilesMount.Core.Diagnostics;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Mounting.Session;

/// <summary>Puts together what `status` shows.</summary>
internal static class StatusReader
{
    private static readonly string Version = typeof(StatusReader).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    internal static MountStatus Read(MountPlan plan, MountParts parts, MountStopper stopper, string? logFile, DateTimeOffset mounted)
    {
        StatsSnapshot stats = parts.FileSystem.GetStats();
        string? signIn = parts.Connection.SignIn.NeedsSignIn;
        string? error = signIn is not null ? signIn : stats is { DirtyBytes: > 0, WriteFailures: [.., var last] } ? last : null;
        return new MountStatus
        {
            Address = plan.Address.ToString(),
            MountPoint = plan.MountPoint,
            Pid = Environment.ProcessId,
            Version = Version,
            Mounted = mounted,
            ReadOnly = parts.IsReadOnly,
            Health = signIn is not null ? "needs sign-in" : error is not null ? "failing" : stopper.IsDraining ? "draining" : "healthy",
            Identity = parts.Connection.SignIn.Description,
            DirtyBytes = stats.DirtyBytes,
            LastError = error,
            LogFile = logFile,
            Options = plan.Values,
        };
    }
}
