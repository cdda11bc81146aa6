using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;
using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Tests.Session;

public sealed class EmulatorAddressTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Plan_EmulatorAddress_TakesEverythingFromItsRecord()
    {
        WriteRecord(Environment.ProcessId);
        MountPlan plan = Plan("emulator:demo/sub");
        Assert.Equal("https://127.0.0.1:4443/azfilesdemo/demo", plan.Address.ShareUri.AbsoluteUri);
        Assert.Equal("sub", plan.Address.Directory);
        Assert.Equal("service-principal", plan.Options.Auth);
        Assert.Equal(_cli.Directories.EmulatorSecretFile, plan.Options.ClientSecretFile);
        Assert.Equal(new Uri("https://127.0.0.1:4443/"), plan.Options.AuthorityHost);
        Assert.Equal(OptionOrigin.Emulator, plan.Values.Single(value => value.Name == "ca-bundle").Origin);
    }

    [Fact]
    public void Plan_EmulatorAddressWithOwnIdentity_KeepsTheOwn()
    {
        WriteRecord(Environment.ProcessId);
        string token = _cli.WriteFile("token", "t");
        MountPlan plan = Plan(
            "emulator:demo",
            new OptionInput("auth", "token-file", OptionOrigin.Flag, "--auth"),
            new OptionInput("token-file", token, OptionOrigin.Flag, "--token-file"));
        Assert.Equal("token-file", plan.Options.Auth);
        Assert.NotNull(plan.Options.CaBundle);
    }

    [Fact]
    public void Plan_NoEmulator_SaysHowToStartOne()
    {
        MountException thrown = Assert.Throws<MountException>(() => Plan("emulator:demo"));
        Assert.Equal(ExitCode.Unreachable, thrown.Code);
        Assert.Contains("emulator start", thrown.Failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_EmulatorThatEnded_SaysSo()
    {
        WriteRecord(pid: 0x3FFFFFFF);
        MountException thrown = Assert.Throws<MountException>(() => Plan("emulator:demo"));
        Assert.Contains("no longer runs", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_DirectoryInAddressAndOption_AreJoined()
    {
        MountPlan plan = Plan("account/share/a", new OptionInput("directory", "/b/c/", OptionOrigin.Flag, "--directory"));
        Assert.Equal("a/b/c", plan.Address.Directory);
        Assert.Equal("https://account.file.core.windows.net/share", plan.Address.ShareUri.AbsoluteUri);
    }

    private MountPlan Plan(string address, params OptionInput[] flags) =>
        new MountPlanner(_cli.Directories, _ => null).Plan(new MountAsk(address, _cli.MountPoint, flags, []));

    private void WriteRecord(int pid)
    {
        OwnerOnly.CreateDirectory(_cli.Directories.Emulator);
        string certificate = _cli.WriteFile("ca.pem", "certificate");
        File.WriteAllText(_cli.Directories.EmulatorSecretFile, "secret");
        File.WriteAllText(_cli.Directories.EmulatorReadyFile, $$"""
            {"endpoint":"https://127.0.0.1:4443/azfilesdemo","account":"azfilesdemo","shares":["demo"],"caCertificate":"{{certificate}}",
             "authority":"https://127.0.0.1:4443/","tenantId":"t","clientId":"c","clientSecret":"secret",
             "tokens":{"contributor":"x","reader":"y"},"pid":{{pid}}}
            """);
    }
}
