using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;

namespace AzFilesMount.FileRest.Tests.Credentials;

public class TokenFileCredentialTests
{
    private static readonly TokenRequestContext Context = new(["https://storage.azure.com/.default"]);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly ListLogger _logger = new();

    [Fact]
    public void GetToken_BareJwt_TakesItsExpiry()
    {
        string jwt = Jwt.Expiring(Now.AddMinutes(30));
        AccessToken token = Read($"{jwt}\n");
        Assert.Equal(jwt, token.Token);
        Assert.Equal(Now.AddMinutes(30), token.ExpiresOn);
    }

    [Theory]
    [InlineData("""{"access_token":"abc","expires_on":1767228000,"token_type":"Bearer"}""", 40)]
    [InlineData("""{"access_token":"abc","expires_on":"1767228000"}""", 40)]
    [InlineData("""{"accessToken":"abc","expires_on":1767228000,"expiresOn":"2026-01-01 09:00:00.000000"}""", 40)]
    [InlineData("""{"accessToken":"abc","expiresOn":"2026-01-01T00:40:00Z"}""", 40)]
    [InlineData("""{"access_token":"abc"}""", 5)]
    [InlineData("abc", 5)]
    [InlineData("Bearer abc", 5)]
    public void GetToken_KnownForms_AreRead(string text, int minutes)
    {
        AccessToken token = Read(text);
        Assert.Equal("abc", token.Token);
        Assert.Equal(Now.AddMinutes(minutes), token.ExpiresOn);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   \n", "is empty")]
    [InlineData("{\"access_token\": \"hush", "JSON is broken")]
    [InlineData("{\"other\": \"hush\"}", "no access_token")]
    [InlineData("hush hush hush", "neither one bare token nor JSON")]
    public void GetToken_UnusableFile_NamesFileAndReasonButNotContent(string text, string reason)
    {
        using var file = new TempFile(text);
        string message = Fails(file.Path);
        Assert.Contains(file.Path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetToken_MissingFile_NamesIt() =>
        Assert.Contains("/nowhere/token", Fails("/nowhere/token"), StringComparison.Ordinal);

    [Fact]
    public void GetToken_Expired_SaysWhenAndWhatToDo()
    {
        using var file = new TempFile(Jwt.Expiring(Now.AddMinutes(-1)));
        Assert.Contains("expired at 2025-12-31 23:59:00Z", Fails(file.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void GetToken_FileChanges_TakesTheNewOne()
    {
        using var file = new TempFile(Jwt.Expiring(Now.AddMinutes(1)));
        var credential = new TokenFileCredential(file.Path, _time, _logger);
        Assert.Equal(Now.AddMinutes(1), credential.GetToken(Context, default).ExpiresOn);
        file.Write(Jwt.Expiring(Now.AddMinutes(99)) + " ");
        Assert.Equal(Now.AddMinutes(99), credential.GetToken(Context, default).ExpiresOn);
    }

    [Fact]
    public void GetToken_ReadableByOthers_WarnsOnceWithTheFix()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no permission bits.");
            return;
        }

        using var file = new TempFile("abc");
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        new TokenFileCredential(file.Path, _time, _logger).GetToken(Context, default);
        new TokenFileCredential(file.Path, _time, _logger).GetToken(Context, default);
        Assert.Contains($"chmod 600 {file.Path}", Assert.Single(_logger.Lines), StringComparison.Ordinal);
    }

    private AccessToken Read(string text)
    {
        using var file = new TempFile(text);
        return new TokenFileCredential(file.Path, _time, _logger).GetToken(Context, default);
    }

    private string Fails(string path) => Assert.Throws<CredentialUnavailableException>(
        () => new TokenFileCredential(path, _time, _logger).GetToken(Context, default)).Message;
}
