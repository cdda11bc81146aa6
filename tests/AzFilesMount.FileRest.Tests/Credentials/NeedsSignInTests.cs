using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Tests.Doubles;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;

namespace AzFilesMount.FileRest.Tests.Credentials;

/// <summary>From a token that ended to a new sign-in: what requests do meanwhile and what the status says.</summary>
public class NeedsSignInTests
{
    private static readonly TokenRequestContext Context = new(["https://storage.azure.com/.default"]);

    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly ListLogger _logger = new();
    private readonly SignInState _state = new();
    private readonly PatientCredential _credential;
    private Exception? _failure;

    public NeedsSignInTests()
    {
        var source = new StaticCredential(() => _failure is { } failure ? throw failure : new AccessToken("t", default));
        _credential = new PatientCredential(
            new ObservedCredential(source, _state, () => "run: az login", _logger), _state, TimeSpan.FromSeconds(30), _time);
    }

    [Fact]
    public async Task NeverWorked_RefusalFailsAtOnce()
    {
        _failure = new AuthenticationFailedException("invalid_grant");
        await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await _credential.GetTokenAsync(Context, default));
        Assert.DoesNotContain(_logger.Lines, line => line.Contains("needs a sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_StateShowsWhatToType_AndRequestsWaitForTheNewSignIn()
    {
        Task<AccessToken> waiting = await RefusedAsync(new CredentialUnavailableException("Please sign in.\nmore"));
        Assert.False(waiting.IsCompleted);
        Assert.Equal("Please sign in; run: az login", _state.Needs);
        _failure = null;
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("t", (await waiting).Token);
        Assert.Null(_state.Needs);
        Assert.Contains(_logger.Lines, line => line.Contains("works again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_NobodySignsIn_FailsAtTheDeadline()
    {
        Task<AccessToken> waiting = await RefusedAsync(new AuthenticationFailedException("AADSTS700082: expired"));
        for (int i = 0; i < 10; i++)
        {
            Assert.False(waiting.IsCompleted, $"after {i} looks");
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        await Assert.ThrowsAsync<AuthenticationFailedException>(() => waiting);
        Assert.Contains("az login", _state.Needs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_CallerCancels_LeavesAtOnce()
    {
        using var stop = new CancellationTokenSource();
        Task<AccessToken> waiting = await RefusedAsync(new AuthenticationFailedException("no"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Outage_IsNoRefusal()
    {
        await _credential.GetTokenAsync(Context, default);
        _failure = new AuthenticationFailedException("failed", new HttpRequestException("connection refused"));
        await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await _credential.GetTokenAsync(Context, default));
        Assert.Null(_state.Needs);
    }

    private async Task<Task<AccessToken>> RefusedAsync(Exception failure, CancellationToken cancellationToken = default)
    {
        await _credential.GetTokenAsync(Context, default);
        _failure = failure;
        return _credential.GetTokenAsync(Context, cancellationToken).AsTask();
    }
}
