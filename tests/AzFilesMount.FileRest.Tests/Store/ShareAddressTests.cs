using AzFilesMount.FileRest.Store;

namespace AzFilesMount.FileRest.Tests.Store;

public class ShareAddressTests
{
    [Theory]
    [InlineData("https://acct.file.core.windows.net/share", "https://acct.file.core.windows.net/share", "acct", "share", "")]
    [InlineData("https://acct.file.core.windows.net/share/", "https://acct.file.core.windows.net/share", "acct", "share", "")]
    [InlineData("HTTPS://Acct.File.core.windows.net/share/a/b", "https://acct.file.core.windows.net/share", "acct", "share", "a/b")]
    [InlineData("https://acct.file.core.windows.net/share/a%20b/100%25",
        "https://acct.file.core.windows.net/share", "acct", "share", "a b/100%")]
    [InlineData("https://acct.file.core.chinacloudapi.cn/share", "https://acct.file.core.chinacloudapi.cn/share", "acct", "share", "")]
    [InlineData(@"\\acct.file.core.windows.net\share\dir\sub", "https://acct.file.core.windows.net/share", "acct", "share", "dir/sub")]
    [InlineData("//acct.file.core.windows.net/share/a%20b", "https://acct.file.core.windows.net/share", "acct", "share", "a%20b")]
    [InlineData("smb://acct.file.core.windows.net/share", "https://acct.file.core.windows.net/share", "acct", "share", "")]
    [InlineData("acct/share", "https://acct.file.core.windows.net/share", "acct", "share", "")]
    [InlineData("acct/share/some dir", "https://acct.file.core.windows.net/share", "acct", "share", "some dir")]
    [InlineData("https://127.0.0.1:8443/acct/share", "https://127.0.0.1:8443/acct/share", "acct", "share", "")]
    [InlineData("https://127.0.0.1:8443/acct/share/dir", "https://127.0.0.1:8443/acct/share", "acct", "share", "dir")]
    [InlineData("https://127.0.0.1:10000/acct/share/dir", "https://127.0.0.1:10000/acct/share", "acct", "share", "dir")]
    [InlineData("https://localhost:10000/acct/share", "https://localhost:10000/acct/share", "acct", "share", "")]
    [InlineData("https://localhost:8443/acct/share/dir", "https://localhost:8443/acct/share", "acct", "share", "dir")]
    [InlineData("https://[::1]:8443/acct/share", "https://[::1]:8443/acct/share", "acct", "share", "")]
    [InlineData("acct.file.localhost:8443/share/dir", "https://acct.file.localhost:8443/share", "acct", "share", "dir")]
    [InlineData("https://acct.file.localhost:8443/share", "https://acct.file.localhost:8443/share", "acct", "share", "")]
    public void TryParse_KnownSpelling_GivesItsParts(string text, string uri, string account, string share, string directory)
    {
        Assert.True(ShareAddress.TryParse(text, out ShareAddress? address, out string? error), error);
        Assert.Equal(uri, address.ShareUri.AbsoluteUri);
        Assert.Equal(account, address.Account);
        Assert.Equal(share, address.Share);
        Assert.Equal(directory, address.Directory);
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("  ", "missing")]
    [InlineData("http://acct.file.core.windows.net/share", "https://")]
    [InlineData("ftp://acct/share", "'ftp'")]
    [InlineData("https://acct.file.core.windows.net", "no share")]
    [InlineData("https://acct.file.core.windows.net/", "no share")]
    [InlineData("acct", "no share")]
    [InlineData("https://127.0.0.1:8443", "no account")]
    [InlineData("https://127.0.0.1:8443/acct", "no share")]
    [InlineData("https://acct.file.core.windows.net/Share", "'Share'")]
    [InlineData("https://acct.file.core.windows.net/sh", "'sh'")]
    [InlineData("https://acct.file.core.windows.net/a--b", "'a--b'")]
    [InlineData("https://acct.file.core.windows.net/-abc", "'-abc'")]
    [InlineData("https://acct.file.core.windows.net/share/../other", "'..'")]
    [InlineData("acct/share/a:b", "cannot hold")]
    [InlineData("my_account/share", "'my_account'")]
    [InlineData("ac/share", "'ac'")]
    [InlineData("https://acct.file.localhost:10000/share", "https://127.0.0.1:10000/acct/share")]
    [InlineData("https://user:pw@acct.file.core.windows.net/share", "'@'")]
    [InlineData("https://acct.file.core.windows.net/share?sv=2024&sig=TOPSECRET", "query or SAS")]
    [InlineData("http://acct.file.core.windows.net/share?sig=TOPSECRET", "https")]
    public void TryParse_BadAddress_NamesValueAndFix(string? text, string part)
    {
        Assert.False(ShareAddress.TryParse(text, out _, out string? error));
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void TryParse_OtherSuffix_CompletesBareAccount()
    {
        Assert.True(ShareAddress.TryParse("acct/share", out ShareAddress? address, out _, "file.core.usgovcloudapi.net"));
        Assert.Equal("acct.file.core.usgovcloudapi.net", address.ShareUri.Host);
    }

    [Fact]
    public void ToString_EscapesTheDirectory()
    {
        Assert.True(ShareAddress.TryParse("acct/share/100% a", out ShareAddress? address, out _));
        Assert.Equal("https://acct.file.core.windows.net/share/100%25%20a", address.ToString());
    }
}
