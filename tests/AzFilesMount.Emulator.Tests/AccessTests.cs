using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Who is let in, and what the others are told.</summary>
public sealed class AccessTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorServer _server = fixture.Emulator.Server;

    [Fact]
    public async Task ExpiredToken_GetsAChallenge()
    {
        var answer = await WithAsync(_server.CreateToken(EmulatorRole.Contributor, TimeSpan.FromMinutes(-1)));
        Assert.Equal((401, "InvalidAuthenticationInfo"), (answer.Status, answer.Code));
        var challenge = answer.Header("WWW-Authenticate");
        Assert.StartsWith($"Bearer authorization_uri={_server.Ready.Authority}{_server.Ready.TenantId}/", challenge, StringComparison.Ordinal);
        Assert.EndsWith(" resource_id=https://storage.azure.com", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoToken_IsHiddenFromOrChallenged()
    {
        Assert.Equal(401, (await WithAsync(null)).Status);
        var anonymous = await fixture.Emulator.ClientWith(null).GetAsync("/share/f", ("x-ms-file-request-intent", ""));
        Assert.Equal((404, "ResourceNotFound"), (anonymous.Status, anonymous.Code));
    }

    [Fact]
    public async Task WrongAudience_IsABadRequestWithoutVersion()
    {
        var answer = await WithAsync(_server.CreateToken(EmulatorRole.Contributor, null, "https://vault.azure.net"));
        Assert.Equal((400, "InvalidAuthenticationInfo", "Microsoft-HTTPAPI/2.0"), (answer.Status, answer.Code, answer.Header("Server")));
        Assert.Null(answer.Header("x-ms-version"));
        Assert.Null(answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("https://storage.azure.com/")]
    [InlineData("https://azfilesdemo.file.core.windows.net")]
    public async Task OtherNamesOfTheAudience_AreAccepted(string audience) =>
        Assert.Equal(404, (await WithAsync(_server.CreateToken(EmulatorRole.Reader, null, audience))).Status);

    [Fact]
    public async Task ForeignSignature_IsRefused()
    {
        await using var other = await TestEmulator.StartAsync();
        Assert.Equal((403, "AuthenticationFailed"), Outcome(await WithAsync(other.Server.CreateToken(EmulatorRole.Contributor))));
        Assert.Equal(401, (await WithAsync("nonsense")).Status);
    }

    [Fact]
    public async Task KeysAndSignatures_AreNotPermitted()
    {
        var client = fixture.Emulator.ClientWith(null);
        Assert.Equal((403, "KeyBasedAuthenticationNotPermitted"), Outcome(await client.GetAsync("/share/f", ("Authorization", "SharedKey azfilesdemo:AAAA"))));
        Assert.Equal((403, "KeyBasedAuthenticationNotPermitted"), Outcome(await client.GetAsync("/share/f?sv=2024-11-04&sig=AAAA")));
    }

    [Fact]
    public async Task Roles_DecideWhatIsAllowed()
    {
        var share = await fixture.ShareAsync();
        await fixture.Client.CreateFileAsync($"{share}/f", 1);
        var reader = fixture.Emulator.ClientWith(_server.Ready.Tokens.Reader);
        Assert.Equal(200, (await reader.GetAsync($"{share}/f")).Status);
        Assert.Equal(200, (await reader.GetAsync($"{share}?restype=directory&comp=list")).Status);
        Assert.Equal((403, "AuthorizationPermissionMismatch"), Outcome(await reader.DeleteAsync($"{share}/f")));
        Assert.Equal((403, "AuthorizationPermissionMismatch"), Outcome(await reader.PutRangeAsync($"{share}/f", 0, [1])));
        var none = fixture.Emulator.ClientWith(_server.CreateToken(EmulatorRole.None));
        Assert.Equal((403, "AuthorizationPermissionMismatch"), Outcome(await none.GetAsync($"{share}/f")));
    }

    [Theory]
    [InlineData("", "MissingRequiredHeader")]
    [InlineData("restore", "InvalidHeaderValue")]
    public async Task Intent_IsRequired(string intent, string code)
    {
        var answer = await fixture.Client.GetAsync("/share/f", ("x-ms-file-request-intent", intent));
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Equal("x-ms-file-request-intent", answer.Xml.Element("HeaderName")!.Value);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("yesterday", 400)]
    [InlineData("2021-12-02", 400)]
    [InlineData("2022-11-02", 404)]
    [InlineData("2026-06-06", 404)]
    public async Task Version_HasAFloor(string version, int status) =>
        Assert.Equal(status, (await fixture.Client.GetAsync("/share/f", ("x-ms-version", version))).Status);

    [Fact]
    public async Task ManagingShares_NeedsANewerVersion()
    {
        var refused = await fixture.Client.GetAsync("/share?restype=share", ("x-ms-version", "2024-08-04"));
        Assert.Equal((403, "FileOAuthManagementApiRestrictedToSrp"), Outcome(refused));
        Assert.Equal(200, (await fixture.Client.GetAsync("/share?restype=share")).Status);
    }

    [Fact]
    public async Task UnknownOperations_AreNeverAnsweredAsDone()
    {
        Assert.Equal((400, "InvalidQueryParameterValue"), Outcome(await fixture.Client.PutAsync("/share/f?comp=teleport")));
        Assert.Equal((501, "NotImplemented"), Outcome(await fixture.Client.PutAsync("/share?restype=share&comp=undelete")));
        Assert.Equal((501, "NotImplemented"), Outcome(await fixture.Client.PutAsync("/share/f?restype=hardlink")));
        Assert.Equal(405, (await fixture.Client.SendAsync("POST", "/share/f")).Status);
    }

    private static (int, string?) Outcome(RestAnswer answer) => (answer.Status, answer.Code);

    private Task<RestAnswer> WithAsync(string? token) => fixture.Emulator.ClientWith(token).GetAsync("/share/f");
}
