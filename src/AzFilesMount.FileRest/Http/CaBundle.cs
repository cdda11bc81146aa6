using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AzFilesMount.FileRest.Http;

/// <summary>Authorities trusted besides the system's. The check of the host name stays on. Immutable, thread-safe.</summary>
internal sealed class CaBundle
{
    private readonly X509Certificate2Collection _authorities;

    private CaBundle(X509Certificate2Collection authorities) => _authorities = authorities;

    /// <exception cref="IOException">The file cannot be read or holds no certificate.</exception>
    public static CaBundle Load(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new IOException($"The CA bundle '{file}' cannot be read: {e.Message}", e);
        }

        return authorities.Count > 0
            ? new CaBundle(authorities)
            : throw new IOException($"The CA bundle '{file}' holds no certificate; give a PEM file.");
    }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        // Only an unknown authority is forgiven, and only for one of ours.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf)
            return false;
        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (X509ChainElement element in (IEnumerable<X509ChainElement>?)chain?.ChainElements ?? [])
            ours.ChainPolicy.ExtraStore.Add(element.Certificate);
        return ours.Build(leaf);
    }
}
