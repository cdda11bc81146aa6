using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Names from the server are not to be trusted, and files deleted here while open are not to be seen.</summary>
internal static class ServerNames
{
    /// <summary>Begins the names, in the root of the mount, under which files deleted while open live on.</summary>
    public const string HiddenPrefix = ".azfilesmount-deleted-";

    public static IReadOnlyList<EntryInfo> Trusted(IReadOnlyList<EntryInfo> entries, Node directory)
    {
        bool isRoot = directory.Parent is null;
        return entries.All(entry => IsVisible(entry, isRoot)) ? entries : [.. entries.Where(entry => IsVisible(entry, isRoot))];
    }

    private static bool IsVisible(EntryInfo entry, bool isRoot) =>
        NameCodec.TryDecode(entry.Name, out _)
        && !(isRoot && entry.Name.StartsWith(HiddenPrefix, StringComparison.OrdinalIgnoreCase));
}
