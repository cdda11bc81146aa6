namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>The empty directory one test works in.</summary>
public sealed class WorkDirectory(SharedMount share, string path)
{
    public SharedMount Share => share;

    public Shell Shell => share.Shell;

    /// <summary>The directory itself.</summary>
    public string Root => path;

    public string this[string name] => Path.Combine(path, name);

    /// <summary>Names directly in the directory, sorted by code unit.</summary>
    public IReadOnlyList<string> Names() => NamesIn(path);

    public static IReadOnlyList<string> NamesIn(string directory)
    {
        List<string> names = [.. Directory.EnumerateFileSystemEntries(directory).Select(entry => Path.GetFileName(entry)!)];
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Forgets everything the mount has cached; in a plain directory there is nothing to forget.</summary>
    public void Remount() => share.Remount();

    /// <summary>A directory outside the mount, on the local disk.</summary>
    public static LocalDirectory Local() => new();
}
