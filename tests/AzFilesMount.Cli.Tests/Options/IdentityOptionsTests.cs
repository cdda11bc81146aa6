using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.Mounting.Options;
using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Tests.Options;

/// <summary>From the words of the identity flags to what the sign-in gets.</summary>
public sealed class IdentityOptionsTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("auto", AuthMode.Auto)]
    [InlineData("cli", AuthMode.Cli)]
    [InlineData("managed-identity", AuthMode.ManagedIdentity)]
    [InlineData("device-code", AuthMode.DeviceCode)]
    [InlineData("browser", AuthMode.Browser)]
    public void Auth_EveryWord_IsAMode(string word, AuthMode mode) =>
        Assert.Equal(mode, IdentitySettings.From(Plan(("auth", word)).Options).Mode);

    [Theory]
    [InlineData("china", "login.chinacloudapi.cn", "account.file.core.chinacloudapi.cn")]
    [InlineData("usgov", "login.microsoftonline.us", "account.file.core.usgovcloudapi.net")]
    [InlineData("public", "login.microsoftonline.com", "account.file.core.windows.net")]
    public void Cloud_SetsSignInServiceAndSuffix(string cloud, string authority, string host)
    {
        MountPlan plan = Plan(("cloud", cloud));
        Assert.Equal(authority, IdentitySettings.From(plan.Options).AuthorityHost!.Host);
        Assert.Equal(host, plan.Address.ShareUri.Host);
    }

    [Fact]
    public void Cloud_NotGiven_LeavesTheSignInServiceToTheEnvironment() =>
        Assert.Null(IdentitySettings.From(Plan().Options).AuthorityHost);

    [Fact]
    public void Cloud_ExplicitFlags_Win()
    {
        MountPlan plan = Plan(("cloud", "china"), ("authority-host", "https://own.example/"), ("endpoint-suffix", "file.own.example"));
        Assert.Equal("own.example", IdentitySettings.From(plan.Options).AuthorityHost!.Host);
        Assert.Equal("account.file.own.example", plan.Address.ShareUri.Host);
    }

    [Theory]
    [InlineData("device-code", 600)]
    [InlineData("cli", 30)]
    public void Wait_WithAPerson_IsLonger(string auth, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Plan(("auth", auth)).Options.Wait);

    private MountPlan Plan(params (string Name, string Text)[] settings)
    {
        OptionInput[] flags = [.. settings.Select(s => new OptionInput(s.Name, s.Text, OptionOrigin.Flag, $"--{s.Name}"))];
        return new MountPlanner(_cli.Directories, _cli.Get).Plan(new MountAsk("account/share", _cli.MountPoint, flags, []));
    }
}
