using System.Text.Json.Nodes;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Lifecycle;

/// <summary>The commands beside `mount`, against a running mount.</summary>
public sealed class CommandTests
{
    [Fact]
    public Task Mount_WithoutForeground_ReturnsWhenReadyAndUmountEndsIt() => FunctionalTest.RunAsync(90, scope =>
    {
        MountArguments arguments = scope.ArgumentsFor(scope.StartEmulator());
        Product.Run(arguments.Environment, arguments.ToBackgroundArguments()).Expect(0);
        Assert.True(MountPoints.IsMounted(arguments.Directory), "The command returned before the share was mounted.");
        byte[] content = SeededData.Bytes(1, 500_000);
        PosixFile.WriteWhole(Path.Combine(arguments.Directory, "f"), content);
        SeededData.AssertSame(content, File.ReadAllBytes(Path.Combine(arguments.Directory, "f")), "f");
        int process = FindMount(scope, arguments.Directory)!["pid"]!.GetValue<int>();
        Assert.True(Directory.Exists($"/proc/{process}"));
        Product.Run(arguments.Environment, "umount", arguments.Directory).Expect(0);
        Assert.False(MountPoints.IsMounted(arguments.Directory));
        Eventually.True("the mount's process has ended", TimeSpan.FromSeconds(10), () => !Directory.Exists($"/proc/{process}"));
        Assert.Null(FindMount(scope, arguments.Directory));
    });

    [Fact]
    public Task Mount_WithoutForegroundThatFails_ReportsLikeTheForeground() => FunctionalTest.RunAsync(90, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        MountArguments arguments = scope.ArgumentsFor(emulator) with { Url = emulator.ShareUrlOf("nosuchshare") };
        CommandResult result = Product.Run(arguments.Environment, arguments.ToBackgroundArguments());
        Refusal.Expect(result, [5], "nosuchshare");
        Assert.False(MountPoints.IsMounted(arguments.Directory));
    });

    [Fact]
    public Task Umount_OfAForegroundMount_EndsItInOrder() => FunctionalTest.RunAsync(60, scope =>
    {
        Mount mount = scope.StartMount(scope.StartEmulator());
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "content"u8);
        Product.Run(scope.Environment, "umount", mount.Directory).Expect(0);
        mount.ExpectOrderlyEnd();
    });

    [Fact]
    public Task ShortAddress_OfTheLastEmulator_Mounts() => FunctionalTest.RunAsync(60, scope =>
    {
        scope.StartEmulator(new EmulatorOptions { User = scope.Area.User });
        Mount mount = scope.StartMount(new MountArguments
        {
            Url = "emulator:demo",
            Directory = scope.NewMountPoint(),
            Environment = scope.Environment,
        });
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), "content"u8);
        Assert.Equal("content", File.ReadAllText(Path.Combine(mount.Directory, "f")));
        mount.Stop();
    });

    [Fact]
    public Task ListStatusAndStats_OfAMount_DescribeIt() => FunctionalTest.RunAsync(90, scope =>
    {
        Mount mount = scope.StartMount(scope.StartEmulator());
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "f"), SeededData.Bytes(1, 300_000));
        Assert.Equal(mount.ProcessId, FindMount(scope, mount.Directory)!["pid"]!.GetValue<int>());
        foreach (string command in (string[])["list", "status", "stats"])
            Assert.NotEqual("", Product.Run(scope.Environment, command).Expect(0).Output.Trim());
        Assert.Contains(mount.Directory, Product.Run(scope.Environment, "list").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("healthy", Product.Run(scope.Environment, "status", mount.Directory).Expect(0).Output, StringComparison.Ordinal);
        Json(scope, "status", mount.Directory);
        JsonNode stats = Json(scope, "stats", mount.Directory);
        Assert.Contains(Numbers(stats), number => number >= 300_000);
        mount.Stop();
        Assert.Null(FindMount(scope, mount.Directory));
    });

    [Fact]
    public Task List_AfterAMountWasKilled_DoesNotShowItAsHealthy() => FunctionalTest.RunAsync(60, scope =>
    {
        Mount mount = scope.StartMount(scope.StartEmulator());
        mount.Kill();
        Assert.NotEqual("healthy", FindMount(scope, mount.Directory)?["health"]?.GetValue<string>());
    });

    [Fact]
    public Task Help_VersionAndExitCodes_ArePrinted() => FunctionalTest.RunAsync(60, scope =>
    {
        Assert.Contains("--token-file", Product.Run(scope.Environment, "mount", "--help").Expect(0).Output, StringComparison.Ordinal);
        Assert.NotEqual("", Product.Run(scope.Environment, "version").Expect(0).Output.Trim());
        Assert.NotNull(JsonNode.Parse(Product.Run(scope.Environment, "version", "--output=json").Expect(0).Output));
        Assert.Contains("130", Product.Run(scope.Environment, "help", "exit-codes").Expect(0).Output, StringComparison.Ordinal);
    });

    [Fact]
    public Task Doctor_OnAHealthyShare_FindsNothingWrong() => FunctionalTest.RunAsync(60, scope =>
    {
        MountArguments arguments = scope.ArgumentsFor(scope.StartEmulator());
        Product.Run(
            arguments.Environment, "doctor", arguments.Url, $"--ca-bundle={arguments.CertificateAuthority}", "--auth=token-file",
            $"--token-file={arguments.TokenFile}").Expect(0);
    });

    [Fact]
    public Task Options_OfFstabAndEnvironment_AreAccepted() => FunctionalTest.RunAsync(60, scope =>
    {
        MountArguments arguments = scope.ArgumentsFor(scope.StartEmulator());
        Mount mount = scope.StartMount(arguments with
        {
            Extra = ["-o", "_netdev,nofail,noauto,x-systemd.automount,ro", "-o", "attr-ttl=5s,actimeo=2"],
            TokenFile = null,
            Environment = scope.Area.User.With(("AZFILESMOUNT_AUTH", "token-file"), ("AZFILESMOUNT_TOKEN_FILE", arguments.TokenFile!)),
        });
        Assert.Equal(Errno.EROFS, Posix.ErrorOf(() => PosixFile.Create(Path.Combine(mount.Directory, "f")).Close()));
        mount.Stop();
    });

    [Fact]
    public Task Directory_OfTheShare_CanBeMountedAlone() => FunctionalTest.RunAsync(60, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        WorkPath all = new(scope.StartMount(emulator, "--dir-ttl=0s", "--attr-ttl=0s").Directory);
        Directory.CreateDirectory(all["folder/inner"]);
        Mount part = scope.StartMount(emulator, "--directory=folder/inner");
        PosixFile.WriteWhole(Path.Combine(part.Directory, "f"), "content"u8);
        Assert.Equal("content", File.ReadAllText(all["folder/inner/f"]));
        Mount byUrl = scope.StartMount(scope.ArgumentsFor(emulator) with { Url = emulator.ShareUrl + "/folder" });
        Assert.Equal(["inner"], WorkDirectory.NamesIn(byUrl.Directory));
    });

    private static JsonNode? FindMount(TestScope scope, string directory) => Json(scope, "list").AsArray()
        .FirstOrDefault(mount => mount!["mountPoint"]!.GetValue<string>() == directory);

    private static JsonNode Json(TestScope scope, params IEnumerable<string> command) =>
        JsonNode.Parse(Product.Run(scope.Environment, [.. command, "--output=json"]).Expect(0).Output)!;

    private static IEnumerable<double> Numbers(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Numbers(member.Value)),
        JsonArray items => items.SelectMany(Numbers),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => [value.GetValue<double>()],
        _ => [],
    };
}
