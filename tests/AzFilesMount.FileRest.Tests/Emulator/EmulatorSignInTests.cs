using System.Buffers;
using System.Diagnostics;
using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.Emulator;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Store;
using AzFilesMount.FileRest.Tests.Doubles;

namespace AzFilesMount.FileRest.Tests.Emulator;

/// <summary>Who may do what, and what a user is told otherwise; against the emulator's own rules.</summary>
public sealed class EmulatorSignInTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture _fixture;

    public EmulatorSignInTests(EmulatorFixture fixture) => _fixture = fixture;

    [Fact]
    public async Task Reader_ReadsButNeverWrites()
    {
        SharePath file = new($"r{Guid.NewGuid():N}");
        await _fixture.Store().CreateFileAsync(file, 4, default, default);
        FileRestShareStore reader = _fixture.Store(EmulatorRole.Reader);
        Assert.Equal(4, (await reader.ReadRangeAsync(file, new ByteRange(0, 4), new BufferSink(4), default)).Value);
        Assert.True((await reader.ListPageAsync(SharePath.Root, null, null, null, default)).IsOk);
        StoreCheck check = await reader.CheckAsync(probeWrite: true, default);
        Assert.True(check.IsOk);
        Assert.Equal(WriteAccess.Refused, check.Write);
        Assert.False(reader.WriteRefused);
        FsResult<WrittenRange> write = await reader.WriteRangeAsync(file, 0, new ReadOnlySequence<byte>(new byte[1]), false, default);
        Assert.Equal(FsStatus.AccessDenied, write.Status);
        Assert.True(reader.WriteRefused);
        Assert.Equal(FsStatus.AccessDenied, (await reader.DeleteAsync(file, EntryKind.File, default)).Status);
    }

    [Fact]
    public async Task Contributor_Check_FindsWriteAccessAndChangesNothing()
    {
        FileRestShareStore store = _fixture.Store();
        StoreCheck check = await store.CheckAsync(probeWrite: true, default);
        Assert.Equal(WriteAccess.Allowed, check.Write);
        Assert.Contains(
            _fixture.RequestLog(),
            l => l.Contains("ListHandles", StringComparison.Ordinal) && l.Contains("\"method\":\"GET\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoRole_Check_NamesTheRole()
    {
        StoreCheck check = await _fixture.Store(EmulatorRole.None).CheckAsync(probeWrite: true, default);
        Assert.Equal(FsStatus.AccessDenied, check.Status);
        Assert.Contains("Storage File Data Privileged", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongAudience_Check_IsNotAuthenticated()
    {
        FileRestShareStore store = _fixture.Store(_fixture.Token(EmulatorRole.Contributor, audience: "https://management.azure.com"));
        StoreCheck check = await store.CheckAsync(probeWrite: true, default);
        Assert.Equal(FsStatus.NotAuthenticated, check.Status);
        Assert.Contains("audience", check.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpiredToken_Check_IsNotAuthenticated()
    {
        FileRestShareStore store = _fixture.Store(_fixture.Token(EmulatorRole.Contributor, TimeSpan.FromMinutes(-1)));
        StoreCheck check = await store.CheckAsync(probeWrite: true, default);
        Assert.Equal(FsStatus.NotAuthenticated, check.Status);
        Assert.NotEqual("", check.Hint);
    }

    [Fact]
    public async Task MissingShare_Check_NamesIt()
    {
        StoreCheck check = await _fixture.Store(share: "not-there").CheckAsync(probeWrite: true, default);
        Assert.Equal(FsStatus.ShareNotFound, check.Status);
        Assert.Contains("/not-there", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongSecret_Check_GivesTheAuthoritysReasonInOneLine()
    {
        SignIn signIn = _fixture.ServicePrincipal("not-the-secret");
        StoreCheck check = await _fixture.Store(signIn.Credential).CheckAsync(probeWrite: true, default);
        Assert.Equal(FsStatus.NotAuthenticated, check.Status);
        Assert.Contains("7000215", check.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', check.Message);
        Assert.DoesNotContain("not-the-secret", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortLivedTokens_ReadingGoesOnOverSeveralLives()
    {
        SharePath file = new($"s{Guid.NewGuid():N}");
        FileRestShareStore store = _fixture.Store(_fixture.ServicePrincipal().Credential);
        Assert.True((await store.CreateFileAsync(file, 64, default, default)).IsOk);
        int reads = 0;
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(8))
        {
            FsResult<long> result = await store.ReadRangeAsync(file, new ByteRange(0, 64), new BufferSink(64), default);
            Assert.True(result.IsOk, $"after {Stopwatch.GetElapsedTime(started)}: {result.Status} {result.Error?.Message}");
            reads++;
        }

        Assert.True(reads > 100, $"{reads} reads");
    }

    [Fact]
    public async Task TokenFile_ReplacedInTime_ReadingGoesOn()
    {
        using var file = new TempFile(_fixture.Server.CreateToken(EmulatorRole.Contributor, TimeSpan.FromSeconds(3)));
        SignIn signIn = new CredentialFactory(_fixture.Transport, _fixture.Logger)
            .Create(new CredentialOptions { Mode = AuthMode.TokenFile, TokenFile = file.Path });
        FileRestShareStore store = _fixture.Store(signIn.Credential);
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5))
        {
            FsResult<EntryInfo> result = await store.GetEntryAsync(SharePath.Root, EntryKind.Directory, default);
            Assert.True(result.IsOk, $"after {Stopwatch.GetElapsedTime(started)}: {result.Status} {result.Error?.Message}");
            file.Write(_fixture.Server.CreateToken(EmulatorRole.Contributor, TimeSpan.FromSeconds(3)));
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task WholeSession_LogsNoTokenAndNoSecret()
    {
        SignIn signIn = _fixture.ServicePrincipal();
        FileRestShareStore store = _fixture.Store(signIn.Credential);
        await store.CheckAsync(probeWrite: true, default);
        await store.GetEntryAsync(new SharePath("missing"), EntryKind.File, default);
        string token = (await signIn.Credential.GetTokenAsync(new(["https://storage.azure.com/.default"]), default)).Token;
        string everything = string.Concat(_fixture.Logger.Lines) + signIn.Description + string.Concat(_fixture.RequestLog());
        Assert.NotEmpty(everything);
        Assert.DoesNotContain("eyJ", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(token, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(_fixture.Server.Ready.ClientSecret, everything, StringComparison.Ordinal);
    }
}
