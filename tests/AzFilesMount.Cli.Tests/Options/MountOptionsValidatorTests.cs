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
