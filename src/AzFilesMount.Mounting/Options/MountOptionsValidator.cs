using AzFilesMount.FileRest.Credentials;

namespace AzFilesMount.Mounting.Options;

/// <summary>Rules between options, and the files they name. Ranges of single options are the catalogue's.</summary>
public static class MountOptionsValidator
{
    /// <summary>Everything that is wrong; empty when the options can be used together.</summary>
    public static IReadOnlyList<MountFailure> Validate(MountOptions options, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        IEnumerable<MountFailure> identity = IdentityRules.Check(options, name => !string.IsNullOrEmpty(environment(name)));
        return [.. Combinations(options), .. identity, .. Files(options)];
    }

    private static IEnumerable<MountFailure> Combinations(MountOptions options)
    {
        if (options.AllowOther && options.AllowRoot)
            yield return Wrong("--allow-other and --allow-root exclude each other", "keep --allow-other; it lets root in too");
        if (options.Quiet && options.Verbosity > 0)
            yield return Wrong("--quiet and --verbose exclude each other", "keep one of them");
        if (options.ReadAhead > options.Memory / 2)
            yield return Wrong(
                $"--read-ahead {SizeText.Format(options.ReadAhead)} does not fit into --memory {SizeText.Format(options.Memory)}",
                $"use at most half of the memory: --read-ahead {SizeText.Format(options.Memory / 2)}");
    }

    private static IEnumerable<MountFailure> Files(MountOptions options)
    {
        (string Flag, string? Path)[] files =
        [
            ("--client-secret-file", options.ClientSecretFile == CredentialOptions.StandardInput ? null : options.ClientSecretFile),
            ("--certificate", options.Certificate),
            ("--certificate-password-file", options.CertificatePasswordFile),
            ("--token-file", options.TokenFile),
            ("--ca-bundle", options.CaBundle),
        ];
        foreach ((string flag, string? path) in files)
        {
            if (path is not null && Unreadable(path) is { } reason)
                yield return Wrong($"{flag}: '{path}' {reason}", "name a file that this user can read and that is not empty");
        }
    }

    private static string? Unreadable(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.CanSeek && file.Length == 0 ? "is empty" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                UnauthorizedAccessException when Directory.Exists(path) => "is a directory",
                UnauthorizedAccessException => "may not be read by this user",
                _ => "cannot be read",
            };
        }
    }

    private static MountFailure Wrong(string message, string hint) => new(ExitCode.Usage, message, hint);
}
