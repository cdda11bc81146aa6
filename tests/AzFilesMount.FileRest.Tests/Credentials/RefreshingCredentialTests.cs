using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;

namespace AzFilesMount.FileRest.Tests.Credentials;

public class RefreshingCredentialTests
{
    private static readonly TokenRequestContext Context = new(["https://storage.azure.com/.default"]);

    private readonly FakeTimeProvider _time = new();
    private readonly ListLogger _logger = new();

    [Fact]
    public async Task GetToken_WhileFresh_AsksOnce()
    {
        var source = new GatedCredential(_time, TimeSpan.FromHours(1));
        var credential = new RefreshingCredential(source, _time, _logger);
        for (int i = 0; i < 5; i++)
            Assert.Equal("1", (await credential.GetTokenAsync(Context, default)).Token);
        Assert.Equal(1, source.Count);
    }

    [Fact]
    public async Task GetToken_ManyWaiters_ShareOneRequest()
    {
        var source = new GatedCredential(_time, TimeSpan.FromHours(1)) { Gate = new TaskCompletionSource() };
        var credential = new RefreshingCredential(source, _time, _logger);
        Task<AccessToken>[] waiters = [.. Enumerable.Range(0, 20).Select(_ => credential.GetTokenAsync(Context, default).AsTask())];
        source.Gate.SetResult();
        Assert.All(await Task.WhenAll(waiters), token => Assert.Equal("1", token.Token));
        Assert.Equal(1, source.Count);
    }

    [Fact]
    public async Task GetToken_NearTheEnd_HandsThePresentOneWhileRenewing()
    {
        var source = new GatedCredential(_time, TimeSpan.FromMinutes(60));
        var credential = new RefreshingCredential(source, _time, _logger);
        await credential.GetTokenAsync(Context, default);
        source.Gate = new TaskCompletionSource();
        _time.Advance(TimeSpan.FromMinutes(55));
        Assert.Equal("1", (await credential.GetTokenAsync(Context, default)).Token);
        Assert.Equal("1", (await credential.GetTokenAsync(Context, default)).Token);
        source.Gate.SetResult();
        await UntilAsync(credential, "2");
        Assert.Equal(2, source.Count);
    }

    [Fact]
    public async Task GetToken_RenewalFails_KeepsTheValidTokenAndTriesAgain()
    {
        var source = new GatedCredential(_time, TimeSpan.FromMinutes(60));
        var credential = new RefreshingCredential(source, _time, _logger);
        await credential.GetTokenAsync(Context, default);
        source.Failure = new AuthenticationFailedException("sign-in is down");
        _time.Advance(TimeSpan.FromMinutes(55));
        Assert.Equal("1", (await credential.GetTokenAsync(Context, default)).Token);
        await WaitAsync(() => Task.FromResult(_logger.Lines.Any(line => line.Contains("sign-in is down", StringComparison.Ordinal))));
        source.Failure = null;
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("1", (await credential.GetTokenAsync(Context, default)).Token);
        await UntilAsync(credential, "2");
    }

    [Fact]
    public async Task GetToken_EndedAndRenewalFails_Throws()
    {
        var source = new GatedCredential(_time, TimeSpan.FromMinutes(60));
        var credential = new RefreshingCredential(source, _time, _logger);
        await credential.GetTokenAsync(Context, default);
        source.Failure = new AuthenticationFailedException("sign-in is down");
        _time.Advance(TimeSpan.FromMinutes(61));
        await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await credential.GetTokenAsync(Context, default));
        source.Failure = null;
        Assert.Equal("2", (await credential.GetTokenAsync(Context, default)).Token);
    }

    [Fact]
    public async Task GetToken_WaiterCancels_TheRenewalGoesOnForTheOthers()
    {
        var source = new GatedCredential(_time, TimeSpan.FromHours(1)) { Gate = new TaskCompletionSource() };
        var credential = new RefreshingCredential(source, _time, _logger);
        using var stop = new CancellationTokenSource();
        Task<AccessToken> leaver = credential.GetTokenAsync(Context, stop.Token).AsTask();
        Task<AccessToken> stayer = credential.GetTokenAsync(Context, default).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        source.Gate.SetResult();
        Assert.Equal("1", (await stayer).Token);
    }

    [Fact]
    public async Task GetToken_OtherScope_IsAnotherToken()
    {
        var source = new GatedCredential(_time, TimeSpan.FromHours(1));
        var credential = new RefreshingCredential(source, _time, _logger);
        Assert.Equal("1", (await credential.GetTokenAsync(Context, default)).Token);
        Assert.Equal("2", (await credential.GetTokenAsync(new TokenRequestContext(["other"]), default)).Token);
    }

    private static Task UntilAsync(RefreshingCredential credential, string token) =>
        WaitAsync(async () => (await credential.GetTokenAsync(Context, default)).Token == token);

    // The renewal runs on another thread; its end shows only in what is handed out next.
    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 2000 && !await condition(); i++)
            await Task.Delay(1);
        Assert.True(await condition());
    }

    private sealed class GatedCredential(TimeProvider time, TimeSpan lifetime) : TokenCredential
    {
        private int _count;

        public int Count => _count;

        public TaskCompletionSource? Gate { get; set; }

        public Exception? Failure { get; set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (Gate is { } gate)
                await gate.Task;
            if (Failure is { } failure)
                throw failure;
            return new AccessToken(Interlocked.Increment(ref _count).ToString(), time.GetUtcNow() + lifetime);
        }
    }
}
