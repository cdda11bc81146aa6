using System.Net;
using AzFilesMount.Core;
using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Store;
using AzFilesMount.FileRest.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace AzFilesMount.FileRest.Tests.Http;

public class HttpTransportTests
{
    [Fact]
    public async Task CaBundle_PrivateAuthority_IsTrustedThenAndOnlyThen()
    {
        using var server = new TlsServer("account.file.localhost");
        using var bundle = new TempFile(server.AuthorityPem);
        StoreCheck without = await CheckAsync(server, new HttpTransportOptions());
        Assert.Equal(FsStatus.Offline, without.Status);
        Assert.Contains("--ca-bundle", without.Hint, StringComparison.Ordinal);
        StoreCheck with = await CheckAsync(server, new HttpTransportOptions { CaBundle = bundle.Path });
        Assert.Contains("not Azure Files", with.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CaBundle_OtherHostName_IsStillRefused()
    {
        using var server = new TlsServer("someone.else");
        using var bundle = new TempFile(server.AuthorityPem);
        StoreCheck check = await CheckAsync(server, new HttpTransportOptions { CaBundle = bundle.Path });
        Assert.Equal(FsStatus.Offline, check.Status);
        Assert.Contains("TLS", check.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("no certificate here", "holds no certificate")]
    public void CaBundle_Unusable_NamesTheFile(string? text, string reason)
    {
        using var file = new TempFile(text);
        IOException e = Assert.Throws<IOException>(() => HttpTransport.Create(new HttpTransportOptions { CaBundle = file.Path }));
        Assert.Contains(file.Path, e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NothingListens_IsOfflineInOneLine()
    {
        int port;
        using (var closed = new TlsServer("x"))
            port = closed.Port;
        StoreCheck check = await CheckAsync(port, new HttpTransportOptions());
        Assert.Equal(FsStatus.Offline, check.Status);
        Assert.DoesNotContain('\n', check.Message);
        Assert.Contains($"account.file.localhost:{port}", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Proxy_Given_LeavesThisMachineAlone()
    {
        IWebProxy proxy = new LoopbackAwareProxy(new Uri("http://proxy:8080"));
        Assert.True(proxy.IsBypassed(new Uri("https://127.0.0.1:1/")));
        Assert.True(proxy.IsBypassed(new Uri("https://a.file.localhost:1/")));
        Assert.False(proxy.IsBypassed(new Uri("https://a.file.core.windows.net/")));
    }

    private static Task<StoreCheck> CheckAsync(TlsServer server, HttpTransportOptions options) => CheckAsync(server.Port, options);

    private static async Task<StoreCheck> CheckAsync(int port, HttpTransportOptions options)
    {
        using HttpTransport transport = HttpTransport.Create(options);
        var storeOptions = new FileRestStoreOptions
        {
            ShareUri = new Uri($"https://account.file.localhost:{port}/share"),
            Credential = new StaticCredential(),
            RetryCount = 0,
        };
        await using var store = new FileRestShareStore(storeOptions, transport, NullLogger.Instance);
        return await store.CheckAsync(probeWrite: false, default);
    }

    [Fact]
    public void Proxy_WithNameAndPassword_UsesThem()
    {
        var proxy = new LoopbackAwareProxy(new Uri("http://me:se%40cret@proxy.example:8080"));
        NetworkCredential? credential = proxy.Credentials?.GetCredential(new Uri("http://proxy.example:8080"), "Basic");
        Assert.Equal(("me", "se@cret"), (credential?.UserName, credential?.Password));
        Assert.Null(new LoopbackAwareProxy(new Uri("http://proxy.example:8080")).Credentials);
    }
}
