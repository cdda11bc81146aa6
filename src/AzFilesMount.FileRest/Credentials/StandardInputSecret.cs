using System.Text;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>The secret on the first line of standard input. It comes only once, so it is kept. Thread-safe.</summary>
public static class StandardInputSecret
{
    private const int MaxLength = 64 * 1024;
    private static readonly Lazy<string> Kept = new(static () => ReadLine(Console.OpenStandardInput()));

    /// <exception cref="CredentialConfigurationException">There is no line.</exception>
    public static string Read() => Kept.Value;

    // Byte by byte: what comes after the line belongs to others.
    internal static string ReadLine(Stream input)
    {
        List<byte> line = [];
        for (int next = input.ReadByte(); next >= 0 && next != '\n' && line.Count < MaxLength; next = input.ReadByte())
            line.Add((byte)next);
        string secret = Encoding.UTF8.GetString([.. line]).Trim();
        return secret.Length > 0
            ? secret
            : throw new CredentialConfigurationException(
                "There is no secret on standard input; write it there, as in: pass show app | azfilesmount mount ...");
    }
}
