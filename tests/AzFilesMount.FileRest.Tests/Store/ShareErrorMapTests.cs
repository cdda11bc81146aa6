using System.Net.Sockets;
using System.Security.Authentication;
using AzFilesMount.Core;
using AzFilesMount.FileRest.Store;
using Azure;
using Azure.Identity;

namespace AzFilesMount.FileRest.Tests.Store;

public class ShareErrorMapTests
{
    // What no answer of the service can mean: set by the engine or the host, or by the store itself.
    private static readonly FsStatus[] NotFromTheService =
    [
        FsStatus.Unset, FsStatus.Ok, FsStatus.ReadOnlyMount, FsStatus.Cancelled, FsStatus.StaleHandle, FsStatus.BadHandle,
        FsStatus.CrossDevice, FsStatus.NoBuffers, FsStatus.WriteFailed,
    ];

    public static TheoryData<int, string?, FsStatus> Table => new()
    {
        { 404, "ResourceNotFound", FsStatus.NotFound },
        { 404, null, FsStatus.NotFound },
        { 404, "ParentNotFound", FsStatus.ParentNotFound },
        { 404, "ShareNotFound", FsStatus.ShareNotFound },
        { 409, "ShareBeingDeleted", FsStatus.ShareNotFound },
        { 409, "ResourceAlreadyExists", FsStatus.AlreadyExists },
        { 409, "ResourceTypeMismatch", FsStatus.IsDirectory },
        { 409, "DirectoryNotEmpty", FsStatus.DirectoryNotEmpty },
        { 403, "AuthorizationPermissionMismatch", FsStatus.AccessDenied },
        { 403, "AuthorizationFailure", FsStatus.AccessDenied },
        { 403, "FileOAuthManagementApiRestrictedToSrp", FsStatus.AccessDenied },
        { 403, "AuthenticationFailed", FsStatus.NotAuthenticated },
        { 403, null, FsStatus.AccessDenied },
        { 401, "InvalidAuthenticationInfo", FsStatus.NotAuthenticated },
        { 401, null, FsStatus.NotAuthenticated },
        { 400, "InvalidAuthenticationInfo", FsStatus.NotAuthenticated },
        { 409, "ReadOnlyAttribute", FsStatus.ReadOnlyFile },
        { 409, "CannotDeleteFileOrDirectory", FsStatus.NotPermitted },
        { 409, "SharingViolation", FsStatus.SharingViolation },
        { 409, "FileOpenBySmbClient", FsStatus.SharingViolation },
        { 409, "SomethingNew", FsStatus.SharingViolation },
        { 412, "LeaseIdMissing", FsStatus.LeaseHeld },
        { 409, "LeaseAlreadyPresent", FsStatus.LeaseHeld },
        { 409, "FileLockConflict", FsStatus.LockConflict },
        { 409, "DeletePending", FsStatus.DeletePending },
        { 507, null, FsStatus.NoSpace },
        { 409, "ShareSizeLimitReached", FsStatus.NoSpace },
        { 400, "OutOfRangeInput", FsStatus.TooLarge },
        { 400, "InvalidResourceName", FsStatus.BadName },
        { 400, "InvalidFileOrDirectoryPathName", FsStatus.BadName },
        { 414, null, FsStatus.NameTooLong },
        { 400, "MissingRequiredHeader", FsStatus.BadArgument },
        { 400, "InvalidHeaderValue", FsStatus.BadArgument },
        { 400, null, FsStatus.BadArgument },
        { 413, "RequestBodyTooLarge", FsStatus.BadArgument },
        { 416, "InvalidRange", FsStatus.EndOfFile },
        { 503, "ServerBusy", FsStatus.Busy },
        { 429, null, FsStatus.Busy },
        { 500, "InternalError", FsStatus.Busy },
        { 500, "OperationTimedOut", FsStatus.TimedOut },
        { 504, null, FsStatus.TimedOut },
        { 502, null, FsStatus.Offline },
        { 400, "UnsupportedHeader", FsStatus.NotSupported },
        { 501, null, FsStatus.NotSupported },
        { 412, "ConditionNotMet", FsStatus.VersionChanged },
        { 400, "Md5Mismatch", FsStatus.Corrupt },
        { 0, null, FsStatus.Internal },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Status_OfAnswer_FollowsTheTable(int httpStatus, string? code, FsStatus expected) =>
        Assert.Equal(expected, ShareErrorMap.Status(httpStatus, code));

    [Fact]
    public void Status_KindMismatch_DependsOnWhatWasExpected() =>
        Assert.Equal(FsStatus.NotDirectory, ShareErrorMap.Status(409, "ResourceTypeMismatch", expectedDirectory: true));

    [Fact]
    public void Table_CoversEveryStatusTheServiceCanCause()
    {
        var seen = Table.Select(row => row.Data.Item3).ToHashSet();
        seen.Add(ShareErrorMap.Status(409, "ResourceTypeMismatch", expectedDirectory: true));
        Assert.Equal(Enum.GetValues<FsStatus>().Except(NotFromTheService).Order(), seen.Order());
    }

    public static TheoryData<Exception, FsStatus> Failures => new()
    {
        {
            new RequestFailedException(0, "x", new HttpRequestException("y", new SocketException((int)SocketError.ConnectionRefused))),
            FsStatus.Offline
        },
        { new RequestFailedException(0, "x", new HttpRequestException("no such host")), FsStatus.Offline },
        { new HttpRequestException("tls", new AuthenticationException("untrusted")), FsStatus.Offline },
        { new IOException("reset"), FsStatus.Offline },
        { new AggregateException(new RequestFailedException(503, "b", "ServerBusy", null), new TaskCanceledException()),
          FsStatus.TimedOut },
        { new AggregateException(new TaskCanceledException(), new RequestFailedException(503, "b", "ServerBusy", null)), FsStatus.Busy },
        { new TimeoutException(), FsStatus.TimedOut },
        { new CredentialUnavailableException("no", new HttpRequestException("metadata")), FsStatus.NotAuthenticated },
        { new AuthenticationFailedException("refused"), FsStatus.NotAuthenticated },
        { new AuthenticationFailedException("unreached", new HttpRequestException("dns")), FsStatus.Offline },
        { new InvalidOperationException("bug"), FsStatus.Internal },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void TryMap_Exception_GivesItsStatusInOneLine(Exception exception, FsStatus expected)
    {
        bool known = ShareErrorMap.TryMap(exception, expectedDirectory: false, out FsError error);
        Assert.Equal(expected, error.Status);
        Assert.Equal(expected != FsStatus.Internal, known);
        Assert.DoesNotContain('\n', error.Message);
    }
}
