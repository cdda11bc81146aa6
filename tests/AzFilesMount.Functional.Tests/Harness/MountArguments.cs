namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>What to mount where, as whom.</summary>
public sealed record MountArguments
{
    public required string Url { get; init; }

    public required string Directory { get; init; }

    public string? CertificateAuthority { get; init; }

    public string? TokenFile { get; init; }

    public IReadOnlyList<string> Extra { get; init; } = [];

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The whole command line after the program's name, in the foreground.</summary>
    public IEnumerable<string> ToArguments() => ["mount", Url, Directory, "-f", .. Identity(), .. Extra];

    /// <summary>The same for a mount that goes to the background once ready.</summary>
    public IEnumerable<string> ToBackgroundArguments() => ["mount", Url, Directory, .. Identity(), .. Extra];

    private IEnumerable<string> Identity()
    {
        if (CertificateAuthority is not null)
            yield return $"--ca-bundle={CertificateAuthority}";
        if (TokenFile is null)
            yield break;
        yield return "--auth=token-file";
        yield return $"--token-file={TokenFile}";
    }
}
