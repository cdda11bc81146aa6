using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>Reads a certificate with its private key from PEM or PFX, whichever the file is.</summary>
internal static class CertificateFile
{
    private const string Pem = "-----BEGIN ";

    /// <exception cref="CredentialConfigurationException">It cannot be read; the message names file and remedy, never content.</exception>
    public static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            byte[] content = File.ReadAllBytes(file);
            return content.AsSpan().IndexOf("-----BEGIN "u8) >= 0
                ? LoadPem(System.Text.Encoding.UTF8.GetString(content), file, password)
                : X509CertificateLoader.LoadPkcs12(content, password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialConfigurationException($"The certificate '{file}' cannot be read: {e.Message}");
        }
        catch (CryptographicException) when (password is null)
        {
            throw new CredentialConfigurationException(
                $"The certificate '{file}' is neither PEM nor PFX, or it has a password: give AZFILESMOUNT_CERTIFICATE_PASSWORD or "
                + "--certificate-password-file FILE.");
        }
        catch (CryptographicException)
        {
            throw new CredentialConfigurationException($"The certificate '{file}' is neither PEM nor PFX, or its password is wrong.");
        }
    }

    private static X509Certificate2 LoadPem(string text, string file, string? password)
    {
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || !text.Contains($"{Pem}CERTIFICATE", StringComparison.Ordinal))
            throw new CredentialConfigurationException($"The file '{file}' must hold both the certificate and its private key.");
        bool encrypted = text.Contains($"{Pem}ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        return encrypted && password is not null
            ? X509Certificate2.CreateFromEncryptedPem(text, text, password)
            : X509Certificate2.CreateFromPem(text, text);
    }
}
