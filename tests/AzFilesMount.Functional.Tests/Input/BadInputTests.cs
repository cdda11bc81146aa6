using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Input;

/// <summary>Mount commands that make no sense: the exit code of a usage error, a message that names the value, nothing mounted.</summary>
public sealed class BadInputTests
{
    private const int Usage = 2;
    private const int NotFound = 5;
    private const int Busy = 8;
    private const string GoodUrl = "https://127.0.0.1:9/account/demo";

    public static TheoryData<string, string> BadAddresses => new()
    {
        { "::::", "::::" },
        { "not an address", "not an address" },
        { "ftp://account.file.core.windows.net/share", "ftp://" },
        { "http://account.file.core.windows.net/share", "http" },
        { "https://", "https://" },
        { "https://account.file.core.windows.net", "share" },
        { "https://account.file.core.windows.net/", "share" },
        { "https://account.file.core.windows.net/Bad_Share!", "Bad_Share!" },
        { "https://account.file.core.windows.net:99999/share", "99999" },
        { "https://user:password@account.file.core.windows.net/share", "user name" },
        { "account", "account" },
        { "", "address" },
    };

    public static TheoryData<string, string> BadFlags => new()
    {
        { "--bogus", "--bogus" },
        { "--read-onyl", "--read-only" },
        { "--memory=banana", "banana" },
        { "--memory=-5", "-5" },
        { "--memory=64XiB", "64XiB" },
        { "--memory=1KiB", "1KiB" },
        { "--read-ahead=9999999999999999999G", "9999999999999999999G" },
        { "--attr-ttl=5parsecs", "5parsecs" },
        { "--attr-ttl=-1s", "-1s" },
        { "--dir-ttl=soon", "soon" },
        { "--timeout=0s", "0s" },
        { "--write-policy=never", "never" },
        { "--concurrency=0", "--concurrency" },
        { "--concurrency=many", "many" },
        { "--auth=magic", "magic" },
        { "--uid=nobody1", "nobody1" },
        { "--umask=999", "999" },
        { "--proxy=not-a-proxy", "not-a-proxy" },
        { "--log-level=loud", "loud" },
        { "--token-file=/no/such/token", "/no/such/token" },
        { "--token-file=/etc", "/etc" },
        { "--token-file=/dev/null", "/dev/null" },
        { "--ca-bundle=/no/such/bundle.pem", "/no/such/bundle.pem" },
        { "--ca-bundle=/etc/passwd", "/etc/passwd" },
        { "-obogus=1", "bogus" },
        { "-omemory=banana", "banana" },
        { "--auth=service-principal", "--tenant-id" },
    };

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public Task Address_ThatIsMalformed_IsAUsageError(string address, string named) => FunctionalTest.RunAsync(60, scope =>
        Refusal.Expect(Arguments(scope) with { Url = address }, [Usage], named));

    [Fact]
    public Task Address_WithASharedAccessSignature_IsRefusedAndNotRepeated() => FunctionalTest.RunAsync(60, scope =>
    {
        MountArguments arguments = Arguments(scope) with { Url = GoodUrl + "?sv=2022-11-02&sig=c2VjcmV0c2lnbmF0dXJl" };
        CommandResult result = Refusal.Expect(arguments, [Usage]);
        Assert.DoesNotContain("c2VjcmV0c2lnbmF0dXJl", result.Output + result.Error, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(BadFlags))]
    public Task Flag_ThatIsWrong_IsAUsageErrorThatNamesIt(string flag, string named) => FunctionalTest.RunAsync(60, scope =>
        Refusal.Expect(Arguments(scope) with { Extra = [flag] }, [Usage], named));

    [Fact]
    public Task Flags_WrongInSeveralPlaces_AreAllNamed() => FunctionalTest.RunAsync(60, scope =>
        Refusal.Expect(Arguments(scope) with { Extra = ["--memory=banana", "--timeout=never"] }, [Usage], "banana", "never"));

    [Fact]
    public Task Environment_WithAWrongValue_IsNamed() => FunctionalTest.RunAsync(60, scope =>
        Refusal.Expect(
            Arguments(scope) with { Environment = scope.Area.User.With(("AZFILESMOUNT_MEMORY", "banana")) }, [Usage],
            "AZFILESMOUNT_MEMORY", "banana"));

    [Fact]
    public Task Command_Unknown_IsAUsageError() => FunctionalTest.RunAsync(60, scope =>
        Refusal.Expect(Product.Run(scope.Environment, "mont", GoodUrl, scope.NewMountPoint()), [Usage], "mont"));

    [Fact]
    public Task Arguments_Missing_AreAUsageError() => FunctionalTest.RunAsync(60, scope =>
    {
        Refusal.Expect(Product.Run(scope.Environment), [Usage]);
        Refusal.Expect(Product.Run(scope.Environment, "mount"), [Usage]);
        Refusal.Expect(Product.Run(scope.Environment, "mount", GoodUrl), [Usage]);
        Refusal.Expect(Product.Run(scope.Environment, "mount", GoodUrl, scope.NewMountPoint(), "surplus"), [Usage], "surplus");
        Refusal.Expect(Product.Run(scope.Environment, "umount"), [Usage, NotFound]);
    });

    [Fact]
    public Task MountPoint_Missing_IsNamed() => FunctionalTest.RunAsync(60, scope =>
    {
        string missing = scope.Area.FilePath("missing");
        Refusal.Expect(Arguments(scope) with { Directory = missing }, [NotFound], missing);
        Assert.False(Directory.Exists(missing));
    });

    [Fact]
    public Task MountPoint_ThatIsAFile_IsNamed() => FunctionalTest.RunAsync(60, scope =>
    {
        string file = scope.Area.FilePath("file");
        File.WriteAllText(file, "content");
        Refusal.Expect(Arguments(scope) with { Directory = file }, [Usage, NotFound, Busy], file);
        Assert.Equal("content", File.ReadAllText(file));
    });

    [Fact]
    public Task MountPoint_ThatIsNotEmpty_IsNamedAndLeftAlone() => FunctionalTest.RunAsync(60, scope =>
    {
        string directory = scope.NewMountPoint();
        File.WriteAllText(Path.Combine(directory, "precious"), "content");
        Refusal.Expect(Arguments(scope) with { Directory = directory }, [Usage, Busy], directory, "empty");
        Assert.Equal("content", File.ReadAllText(Path.Combine(directory, "precious")));
    });

    [Theory]
    [InlineData("--latency=fast", "fast")]
    [InlineData("--listen=nowhere", "nowhere")]
    [InlineData("--share=Not_A_Share", "Not_A_Share")]
    [InlineData("--role=king", "king")]
    [InlineData("--token-lifetime=long", "long")]
    [InlineData("--bogus", "--bogus")]
    public Task Emulator_WithAWrongFlag_IsAUsageError(string flag, string named) => FunctionalTest.RunAsync(60, scope =>
        Refusal.Expect(Product.Run(scope.Environment, "emulator", "start", flag), [Usage], named));

    [Fact]
    public Task Emulator_OnATakenPort_SaysSo() => FunctionalTest.RunAsync(60, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        string listen = $"127.0.0.1:{emulator.Ready.EndpointUri.Port}";
        Refusal.Expect(Product.Run(scope.Environment, "emulator", "start", "--share=demo", $"--listen={listen}"), [1, Usage, 6], listen);
    });

    [Theory]
    [InlineData("status")]
    [InlineData("stats")]
    [InlineData("umount")]
    public Task Command_OnADirectoryThatIsNoMount_SaysNotFound(string command) => FunctionalTest.RunAsync(60, scope =>
    {
        string directory = scope.NewMountPoint();
        Refusal.Expect(Product.Run(scope.Environment, command, directory), [NotFound], directory);
    });

    private static MountArguments Arguments(TestScope scope) => new()
    {
        Url = GoodUrl,
        Directory = scope.NewMountPoint(),
        Environment = scope.Environment,
    };
}
