namespace AzFilesMount.Mounting.Options;

/// <summary>Rules between options, and the files they name. Ranges of single options are the catalogue's.</summary>
public static class MountOptionsValidator
{
    /// <summary>Everything that is wrong; empty when the options can be used together.</summary>
    public static IReadOnlyList<MountFailure> Validate(MountOptions options, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        return [.. Combinations(options), .. Identity(options, name => !string.IsNullOrEmpty(environment(name))), .. Files(options)];
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

    /// <summary>The variables are those that the sign-in itself looks at.</summary>
    private static IEnumerable<MountFailure> Identity(MountOptions options, Predicate<string> isSet)
    {
        if (options.Auth == "token-file" && options.TokenFile is null)
            yield return Wrong("--auth token-file needs the file", "add --token-file FILE");
        if (options.TokenFile is not null && options.Auth != "token-file")
            yield return Wrong($"--token-file is not used by --auth {options.Auth}", "use --auth token-file, or leave --token-file out");
        if (options.Auth != "service-principal")
            yield break;
        if (options.TenantId is null && !isSet("AZURE_TENANT_ID"))
            yield return Wrong("--auth service-principal needs the tenant", "add --tenant-id ID");
        if (options.ClientId is null && !isSet("AZURE_CLIENT_ID"))
            yield return Wrong("--auth service-principal needs the application", "add --client-id ID");
        if (options.ClientSecretFile is null && !isSet("AZFILESMOUNT_CLIENT_SECRET") && !isSet("AZURE_CLIENT_SECRET"))
            yield return Wrong(
                "--auth service-principal needs the application's secret",
                "add --client-secret-file FILE, or set AZFILESMOUNT_CLIENT_SECRET");
    }

    private static IEnumerable<MountFailure> Files(MountOptions options)
    {
        (string Flag, string? Path)[] files =
        [
            ("--client-secret-file", options.ClientSecretFile),
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
