using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>One application's certificate in every form of a file.</summary>
internal static class Certificates
{
    public const string Password = "open-sesame";

    public static X509Certificate2 Create(DateTimeOffset? end = null)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), end ?? DateTimeOffset.UtcNow.AddYears(1));
    }

    public static byte[] File(X509Certificate2 certificate, string form)
    {
        using RSA key = certificate.GetRSAPrivateKey()!;
        string pem = certificate.ExportCertificatePem() + "\n";
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return form switch
        {
            "pfx" => certificate.Export(X509ContentType.Pfx),
            "pfx-password" => certificate.Export(X509ContentType.Pfx, Password),
            "pem" => System.Text.Encoding.UTF8.GetBytes(pem + key.ExportPkcs8PrivateKeyPem()),
            "pem-password" => System.Text.Encoding.UTF8.GetBytes(pem + key.ExportEncryptedPkcs8PrivateKeyPem(Password, parameters)),
            _ => System.Text.Encoding.UTF8.GetBytes(pem),
        };
    }
}
