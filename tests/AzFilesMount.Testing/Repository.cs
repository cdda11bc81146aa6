namespace AzFilesMount.Testing;

/// <summary>Where the sources of this checkout are.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "AzFilesMount.sln"))
            ? directory
            : FindRoot(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run inside a checkout."));
}
