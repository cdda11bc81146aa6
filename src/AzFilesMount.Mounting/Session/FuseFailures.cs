using System.Runtime.Versioning;
using AzFilesMount.Fuse;

namespace AzFilesMount.Mounting.Session;

/// <summary>Which exit code a refused mount deserves.</summary>
[SupportedOSPlatform("linux")]
internal static class FuseFailures
{
    internal static MountException Of(FuseMountException failure)
    {
        string[] lines = failure.Message.Split('\n', 2);
        string? hint = lines.Length > 1 ? lines[1].Trim().TrimEnd('.') : null;
        return new MountException(CodeOf(failure.Failure), lines[0].TrimEnd('.'), hint, failure);
    }

    private static ExitCode CodeOf(FuseMountFailure failure) => failure switch
    {
        FuseMountFailure.MissingDevice or FuseMountFailure.MissingFusermount or FuseMountFailure.AllowOtherRefused =>
            ExitCode.PrerequisiteMissing,
        FuseMountFailure.NotPermitted => ExitCode.NoPermission,
        FuseMountFailure.MountPointMissing => ExitCode.NotFound,
        FuseMountFailure.MountPointNotDirectory or FuseMountFailure.MountPointNotEmpty or FuseMountFailure.MountPointBusy =>
            ExitCode.MountPointBusy,
        _ => ExitCode.Failed,
    };
}
