using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzFilesMount.Emulator.Hosting;

namespace AzFilesMount.Emulator.Authority;

/// <summary>
/// What the application can sign in with in place of its secret: a certificate, registered with the authority, and the token that a
/// workload platform would mount. Both lie in the emulator's directory.
/// </summary>
internal sealed class ClientProof : IDisposable
{
    public const string FederatedAudience = "api://AzureADTokenExchange";
    public const string FederatedSubject = "system:serviceaccount:emulator:workload";

    private ClientProof(X509Certificate2 certificate, string certificatePath, string tokenPath)
    {
        Certificate = certificate;
        CertificatePath = certificatePath;
        TokenPath = tokenPath;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>PEM with the private key.</summary>
    public string CertificatePath { get; }

    public string TokenPath { get; }

    public static ClientProof Open(string directory, TokenIssuer issuer, DateTimeOffset now)
    {
        var (certificate, token) = (Path.Combine(directory, "client.pem"), Path.Combine(directory, "federated.token"));
        if (!File.Exists(certificate))
            CreateCertificate(certificate, now);
        PrivateFile.Write(token, issuer.CreateFederated(FederatedSubject, FederatedAudience));
        return new ClientProof(X509Certificate2.CreateFromPemFile(certificate), certificate, token);
    }

    public void Dispose() => Certificate.Dispose();

    private static void CreateCertificate(string path, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=AzFilesMount emulator client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        PrivateFile.Write(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
