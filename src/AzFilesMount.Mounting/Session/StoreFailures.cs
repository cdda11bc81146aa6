using AzFilesMount.Core;
using AzFilesMount.FileRest.Store;

namespace AzFilesMount.Mounting.Session;

/// <summary>Which exit code a failed check of the share deserves.</summary>
internal static class StoreFailures
{
    internal static MountFailure Of(StoreCheck check) => new(
        CodeOf(check.Status), check.Message.TrimEnd('.'), check.Hint.Length == 0 ? null : check.Hint, check.RequestId);

    internal static ExitCode CodeOf(FsStatus status) => status switch
    {
        FsStatus.NotAuthenticated => ExitCode.NotSignedIn,
        FsStatus.AccessDenied or FsStatus.NotPermitted => ExitCode.NoPermission,
        FsStatus.ShareNotFound or FsStatus.NotFound or FsStatus.ParentNotFound or FsStatus.NotDirectory => ExitCode.NotFound,
        FsStatus.Offline or FsStatus.TimedOut or FsStatus.Busy => ExitCode.Unreachable,
        _ => ExitCode.Failed,
    };
}
