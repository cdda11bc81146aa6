using System.Collections.Concurrent;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>Reads files that hold a token or a secret. Warns once about each that others may read; never shows content.</summary>
internal static class SecretFile
{
    private const int MaxLength = 1024 * 1024;
    private static readonly ConcurrentDictionary<string, bool> Warned = new();

    /// <exception cref="CredentialUnavailableException">The file cannot be read or is empty; the message names it.</exception>
    public static string Read(string file, ILogger logger)
    {
        try
        {
            WarnIfShared(file, logger);
            if (new FileInfo(file).Length > MaxLength)
                throw new CredentialUnavailableException($"The file '{file}' is too large to be a token or a secret.");
            string text = File.ReadAllText(file);
            return string.IsNullOrWhiteSpace(text)
                ? throw new CredentialUnavailableException($"The file '{file}' is empty; put the token or secret in it.")
                : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialUnavailableException($"The file '{file}' cannot be read: {e.Message}", e);
        }
    }

    private static void WarnIfShared(string file, ILogger logger)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0 && Warned.TryAdd(file, true))
            LogMessages.SecretFileReadable(logger, file);
    }
}
