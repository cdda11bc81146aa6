using System.Net.Sockets;
using AzFilesMount.Core;
using AzFilesMount.FileRest.Store;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Identity;

namespace AzFilesMount.FileRest.Tests.Store;

public class StoreCheckTests
{
    [Fact]
    public async Task Check_RoleMissing_NamesRoleAndCommand()
    {
        StoreCheck check = await CheckAsync(_ => Answers.Error(403, "AuthorizationPermissionMismatch", "This request is not authorized."));
        Assert.Equal(FsStatus.AccessDenied, check.Status);
        Assert.Contains("Storage File Data Privileged Contributor", check.Hint, StringComparison.Ordinal);
        Assert.Contains("az role assignment create --role", check.Hint, StringComparison.Ordinal);
        Assert.Contains("--name account ", check.Hint, StringComparison.Ordinal);
        Assert.NotNull(check.RequestId);
    }

    [Fact]
    public async Task Check_ReaderRole_IsOkAndWriteRefused()
    {
        StoreCheck check = await CheckAsync(
            r => AsksForHandles(r) ? Answers.Error(403, "AuthorizationPermissionMismatch") : Answers.Ok(), probeWrite: true);
        Assert.True(check.IsOk);
        Assert.Equal(WriteAccess.Refused, check.Write);
        Assert.Contains("Privileged Contributor", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ContributorRole_IsAllowed()
    {
        StoreCheck check = await CheckAsync(
            r => AsksForHandles(r) ? Answers.Xml("<EnumerationResults><Entries /><NextMarker /></EnumerationResults>") : Answers.Ok(),
            probeWrite: true);
        Assert.Equal(WriteAccess.Allowed, check.Write);
        Assert.Equal("", check.Hint);
    }

    [Fact]
    public async Task Check_WithoutProbe_SendsNothingButAQuestion()
    {
        var scripted = new ScriptedStore(_ => Answers.Ok());
        Assert.True((await scripted.Store.CheckAsync(probeWrite: false, default)).IsOk);
        Assert.Equal("GET", scripted.Only.Method);
    }

    [Fact]
    public async Task Check_ShareMissing_NamesTheShare()
    {
        StoreCheck check = await CheckAsync(_ => Answers.Error(404, "ShareNotFound"));
        Assert.Equal(FsStatus.ShareNotFound, check.Status);
        Assert.Contains("https://account.file.core.windows.net/share", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WrongAudience_SaysSo()
    {
        StoreCheck check = await CheckAsync(_ => Answers.Error(400, "InvalidAuthenticationInfo"));
        Assert.Equal(FsStatus.NotAuthenticated, check.Status);
        Assert.Contains("audience", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ClockFarOff_SaysSo()
    {
        StoreCheck check = await CheckAsync(_ =>
        {
            HttpResponseMessage response = Answers.Error(401, "InvalidAuthenticationInfo");
            response.Headers.Date = DateTimeOffset.UtcNow.AddMinutes(-17);
            return response;
        });
        Assert.Contains("clock", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoToken_GivesTheCredentialsReason()
    {
        var scripted = new ScriptedStore(
            _ => Answers.Ok(),
            credential: new StaticCredential(() => throw new CredentialUnavailableException("The file 'x' is empty.\n more")));
        StoreCheck check = await scripted.Store.CheckAsync(probeWrite: true, default);
        Assert.Equal(FsStatus.NotAuthenticated, check.Status);
        Assert.Equal("The file 'x' is empty. more", check.Message);
        Assert.Empty(scripted.Handler.Requests);
    }

    [Fact]
    public async Task Check_NobodyThere_IsOfflineAndNamesTheHost()
    {
        StoreCheck check = await CheckAsync(_ => throw new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)));
        Assert.Equal(FsStatus.Offline, check.Status);
        Assert.Contains("account.file.core.windows.net", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_UntrustedCertificate_NamesTheFlag()
    {
        var tls = new System.Security.Authentication.AuthenticationException("The remote certificate is invalid");
        StoreCheck check = await CheckAsync(_ => throw new HttpRequestException("The SSL connection could not be established", tls));
        Assert.Equal(FsStatus.Offline, check.Status);
        Assert.Contains("--ca-bundle", check.Hint, StringComparison.Ordinal);
    }

    private static bool AsksForHandles(SentRequest request)
    {
        Assert.Equal("GET", request.Method);
        return request.Uri.Query.Contains("comp=listhandles", StringComparison.Ordinal);
    }

    private static async Task<StoreCheck> CheckAsync(Func<SentRequest, HttpResponseMessage> answer, bool probeWrite = false) =>
        await new ScriptedStore(answer).Store.CheckAsync(probeWrite, default);
}
