using AzFilesMount.FileRest.Credentials;

namespace AzFilesMount.FileRest.Tests.Credentials;

public class SignInHintsTests
{
    [Theory]
    [InlineData("AADSTS90002: Tenant 'x' not found.", "--tenant-id")]
    [InlineData("AADSTS700016: Application with identifier 'x' was not found", "--client-id")]
    [InlineData("AADSTS7000215: Invalid client secret provided.", "not its id")]
    [InlineData("AADSTS7000222: The provided client secret keys are expired.", "credential reset")]
    [InlineData("AADSTS700024: Client assertion is not within its valid time range.", "clock")]
    [InlineData("AADSTS500011: The resource principal was not found", "--cloud")]
    [InlineData("AADSTS700082: The refresh token has expired due to inactivity.", "az login")]
    [InlineData("AADSTS70008", "az login")]
    public void For_KnownCode_GivesItsRemedy(string reason, string remedy) =>
        Assert.Contains(remedy, SignInHints.For(reason), StringComparison.Ordinal);

    [Theory]
    [InlineData("AADSTS7000821: another code that begins the same")]
    [InlineData("something else")]
    public void For_OtherReason_GivesNone(string reason) => Assert.Null(SignInHints.For(reason));
}
