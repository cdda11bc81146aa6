using System.Security.Cryptography;
using System.Text.Json;
using AzFilesMount.Emulator.Hosting;

namespace AzFilesMount.Emulator.Authority;

/// <summary>
/// The token signing key and the service principal. Kept with the data, so that tokens and credentials outlive a restart of the emulator
/// as they outlive one of the service.
/// </summary>
internal sealed class AuthorityKeys : IDisposable
{
    private AuthorityKeys(RSA signing, ServicePrincipal principal)
    {
        Signing = signing;
        Principal = principal;
    }

    public RSA Signing { get; }

    public ServicePrincipal Principal { get; }

    /// <summary>Reads the keys of a directory, or makes them; null keeps them in memory.</summary>
    public static AuthorityKeys Open(string? directory)
    {
        if (directory is null)
            return new AuthorityKeys(RSA.Create(2048), NewPrincipal());
        return new AuthorityKeys(OpenSigning(Path.Combine(directory, "token.key")), OpenPrincipal(Path.Combine(directory, "principal.json")));
    }

    public void Dispose() => Signing.Dispose();

    private static ServicePrincipal NewPrincipal() =>
        new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Convert.ToHexString(RandomNumberGenerator.GetBytes(20)));

    private static RSA OpenSigning(string path)
    {
        if (File.Exists(path))
        {
            var kept = RSA.Create();
            kept.ImportFromPem(File.ReadAllText(path));
            return kept;
        }

        var key = RSA.Create(2048);
        PrivateFile.Write(path, key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    private static ServicePrincipal OpenPrincipal(string path)
    {
        if (File.Exists(path))
            return JsonSerializer.Deserialize<ServicePrincipal>(File.ReadAllText(path))!;
        var principal = NewPrincipal();
        PrivateFile.Write(path, JsonSerializer.Serialize(principal));
        return principal;
    }
}
