using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Identity;

/// <summary>Signing in, and each way it can fail: exit code, a line that names the fix, nothing mounted.</summary>
public sealed class SignInTests
{
    private const int NotSignedIn = 3;
    private const int NoPermission = 4;
    private const int NotFound = 5;
    private const int Unreachable = 6;

    [Fact]
    public Task ServicePrincipal_WithSecret_MountsAndOutlivesItsTokens() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--token-lifetime=5s"] });
        Mount mount = scope.StartMount(ByServicePrincipal(scope, emulator));
        DateTime end = DateTime.UtcNow.AddSeconds(13);
        for (int i = 0; DateTime.UtcNow < end; i++)
        {
            string path = Path.Combine(mount.Directory, $"f{i % 50}");
            PosixFile.WriteWhole(path, SeededData.Bytes(i, 5_000));
            SeededData.AssertFile(path, i, 5_000);
            Thread.Sleep(20);
        }

        mount.Stop();
    });

    [Fact]
    public Task TokenFile_ReplacedBeforeExpiry_KeepsTheMountWorking() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--token-lifetime=6s"] });
        Mount mount = scope.StartMount(emulator, "--attr-ttl=0s");
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "first"u8);
        Thread.Sleep(TimeSpan.FromSeconds(4));
        // The same data and keys, a new process: fresh tokens in the same file.
        emulator.Kill();
        emulator.Restart();
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Eventually.True("the new token is used\n" + mount.Describe(), TimeSpan.FromSeconds(3), () =>
            Posix.ErrorOf(() => PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "second"u8)) == Errno.None);
    });

    [Fact]
    public Task Role_Missing_IsNamed() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--role=none"] });
        Refusal.Expect(ByServicePrincipal(scope, emulator), [NoPermission], "Storage File Data Privileged");
    });

    [Fact]
    public Task Secret_Wrong_IsRefused() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        MountArguments arguments = ByServicePrincipal(scope, emulator) with
        {
            Environment = scope.Area.User.With((emulator.Secret().Name, "not-the-secret-at-all")),
        };
        CommandResult result = Refusal.Expect(arguments, [NotSignedIn], "secret");
        Assert.DoesNotContain("not-the-secret-at-all", result.Error, StringComparison.Ordinal);
    });

    [Fact]
    public Task Token_ForAnotherAudience_IsRefused() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Refusal.Expect(WithToken(scope, emulator, Token.ForOtherAudience(emulator.Ready)), [NotSignedIn], "storage.azure.com");
    });

    [Fact]
    public Task Token_Expired_IsRefused() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--token-lifetime=1s"] });
        Thread.Sleep(TimeSpan.FromSeconds(2.5));
        Refusal.Expect(scope.ArgumentsFor(emulator), [NotSignedIn], "expired");
    });

    [Fact]
    public Task Token_WithABrokenSignature_IsRefused() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        string token = Token.Altered(emulator.Ready.Tokens.Contributor, "oid", "00000000-0000-0000-0000-000000000001");
        Refusal.Expect(WithToken(scope, emulator, token), [NotSignedIn], "token");
    });

    [Theory]
    [InlineData("not a token at all")]
    [InlineData("a.b.c")]
    public Task Token_ThatIsNone_IsRefused(string text) => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Refusal.Expect(WithToken(scope, emulator, text), [2, NotSignedIn], "token");
    });

    [Fact]
    public Task Share_Unknown_IsNamed() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Refusal.Expect(scope.ArgumentsFor(emulator) with { Url = emulator.ShareUrlOf("nosuchshare") }, [NotFound], "nosuchshare");
    });

    [Fact]
    public Task Directory_Unknown_IsNamed() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        Refusal.Expect(scope.ArgumentsFor(emulator, "--directory=no/such"), [NotFound], "no/such");
    });

    [Fact]
    public Task Network_WithNobodyListening_IsReported() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        MountArguments arguments = scope.ArgumentsFor(emulator, "--timeout=5s");
        emulator.Kill();
        Refusal.Expect(arguments, [Unreachable], $"127.0.0.1:{emulator.Ready.EndpointUri.Port}");
    });

    [Fact]
    public Task Certificate_OfAnUnknownAuthority_IsReported() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        MountArguments arguments = scope.ArgumentsFor(emulator, "--timeout=5s") with { CertificateAuthority = null };
        Refusal.Expect(arguments, [Unreachable], "certificate", "--ca-bundle");
    });

    private static MountArguments ByServicePrincipal(TestScope scope, Emulator emulator) =>
        scope.ArgumentsFor(emulator, [.. emulator.ServicePrincipal()]) with
        {
            TokenFile = null,
            Environment = scope.Area.User.With(emulator.Secret()),
        };

    private static MountArguments WithToken(TestScope scope, Emulator emulator, string token)
    {
        string file = scope.Area.FilePath("token");
        File.WriteAllText(file, token);
        return scope.ArgumentsFor(emulator) with { TokenFile = file };
    }
}
