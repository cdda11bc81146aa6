using System.Security.Cryptography.X509Certificates;
using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Tests.Doubles;

namespace AzFilesMount.FileRest.Tests.Credentials;

public class CertificateFileTests
{
    [Theory]
    [InlineData("pem", null)]
    [InlineData("pem-password", Certificates.Password)]
    [InlineData("pfx", null)]
    [InlineData("pfx-password", Certificates.Password)]
    public void Load_EveryForm_BringsThePrivateKey(string form, string? password)
    {
        using X509Certificate2 original = Certificates.Create();
        using var file = new TempFile();
        File.WriteAllBytes(file.Path, Certificates.File(original, form));
        using X509Certificate2 loaded = CertificateFile.Load(file.Path, password);
        Assert.Equal(original.Thumbprint, loaded.Thumbprint);
        Assert.True(loaded.HasPrivateKey);
    }

    [Theory]
    [InlineData("pem-password", null, "--certificate-password-file")]
    [InlineData("pfx-password", null, "--certificate-password-file")]
    [InlineData("pem-password", "guess", "password is wrong")]
    [InlineData("pfx-password", "guess", "password is wrong")]
    [InlineData("no key", null, "private key")]
    public void Load_Unusable_NamesFileAndRemedyButNotThePassword(string form, string? password, string remedy)
    {
        using X509Certificate2 original = Certificates.Create();
        using var file = new TempFile();
        File.WriteAllBytes(file.Path, Certificates.File(original, form));
        string message = Assert.Throws<CredentialConfigurationException>(() => CertificateFile.Load(file.Path, password)).Message;
        Assert.Contains(file.Path, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Missing_NamesTheFile() => Assert.Contains(
        "/nowhere/app.pfx",
        Assert.Throws<CredentialConfigurationException>(() => CertificateFile.Load("/nowhere/app.pfx", null)).Message,
        StringComparison.Ordinal);
}
