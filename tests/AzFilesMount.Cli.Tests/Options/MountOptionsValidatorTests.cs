using AzFilesMount.Cli.Tests.Support;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Options;

public sealed class MountOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreGood() => Assert.Empty(Check(new MountOptions()));

    [Fact]
    public void Validate_SeveralRulesBroken_ReportsAll()
    {
        IReadOnlyList<MountFailure> failures = Check(new MountOptions
        {
            AllowOther = true,
            AllowRoot = true,
            Quiet = true,
            Verbosity = 1,
            ReadAhead = 1L << 30,
            Auth = "service-principal",
            CaBundle = "/nowhere/ca.pem",
        });
        Assert.Equal(7, failures.Count);
        Assert.All(failures, failure => Assert.Equal(ExitCode.Usage, failure.Code));
        Assert.All(failures, failure => Assert.NotNull(failure.Hint));
    }

    [Fact]
    public void Validate_ServicePrincipalFromEnvironment_NeedsNoFlags()
    {
        Dictionary<string, string> variables = new()
        {
            ["AZURE_TENANT_ID"] = "t",
            ["AZURE_CLIENT_ID"] = "c",
            ["AZFILESMOUNT_CLIENT_SECRET"] = "s",
        };
        Assert.Empty(MountOptionsValidator.Validate(new MountOptions { Auth = "service-principal" }, variables.GetValueOrDefault));
    }

    [Theory]
    [InlineData("environment", "--tenant-id", "--client-id", "AZURE_CLIENT_SECRET")]
    [InlineData("workload-identity", "--tenant-id", "--client-id", "AZURE_FEDERATED_TOKEN_FILE")]
    [InlineData("service-principal", "--tenant-id", "--client-id", "--certificate")]
    [InlineData("token-file", "--token-file")]
    public void Validate_IdentityWithoutItsNeeds_NamesEach(string auth, params string[] hints)
    {
        IReadOnlyList<MountFailure> failures = Check(new MountOptions { Auth = auth });
        Assert.Equal(hints.Length, failures.Count);
        Assert.All(hints, (hint, i) => Assert.Contains(hint, failures[i].Hint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("cli")]
    [InlineData("managed-identity")]
    [InlineData("device-code")]
    [InlineData("browser")]
    public void Validate_IdentityWithoutNeeds_IsGood(string auth) => Assert.Empty(Check(new MountOptions { Auth = auth }));

    [Fact]
    public void Validate_ManagedIdentityNamedTwice_IsRefused() => Assert.Contains(
        "named twice",
        Assert.Single(Check(new MountOptions { Auth = "managed-identity", ClientId = "c", IdentityObjectId = "o" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Validate_ManagedIdentityResourceId_MustBeOne() => Assert.Contains(
        "az identity show",
        Assert.Single(Check(new MountOptions { Auth = "managed-identity", IdentityResourceId = "mine" })).Hint,
        StringComparison.Ordinal);

    [Fact]
    public void Validate_SettingsOfOtherIdentities_AreRefused()
    {
        using var cli = new TestCli();
        string file = cli.WriteFile("file", "x");
        var options = new MountOptions
        {
            Auth = "cli",
            Certificate = file,
            IdentityObjectId = "o",
            IdentityResourceId = "/subscriptions/s",
            ClientSecretFile = file,
        };
        Assert.Equal(4, Check(options).Count);
        Assert.Single(Check(new MountOptions { CertificatePasswordFile = file }));
    }

    [Fact]
    public void Validate_SecretOnStandardInput_IsNoFile() => Assert.Empty(Check(
        new MountOptions { Auth = "service-principal", TenantId = "t", ClientId = "c", ClientSecretFile = "-" }));

    [Fact]
    public void Validate_TokenFile_MustBeReadableAndNotEmpty()
    {
        using var cli = new TestCli();
        (string Path, string Word)[] cases =
            [("/nowhere/token", "does not exist"), (cli.MountPoint, "is a directory"), (cli.WriteFile("empty", ""), "is empty")];
        foreach ((string path, string word) in cases)
        {
            MountFailure failure = Assert.Single(Check(new MountOptions { Auth = "token-file", TokenFile = path }));
            Assert.Contains(word, failure.Message, StringComparison.Ordinal);
            Assert.Contains("--token-file", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Validate_TokenFileWithOtherIdentity_IsRefused()
    {
        using var cli = new TestCli();
        string file = cli.WriteFile("token", "t");
        Assert.Single(Check(new MountOptions { Auth = "managed-identity", TokenFile = file }));
    }

    private static IReadOnlyList<MountFailure> Check(MountOptions options) => MountOptionsValidator.Validate(options, _ => null);
}
