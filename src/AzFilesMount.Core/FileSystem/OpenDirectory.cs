using AzFilesMount.Core.Metadata;

namespace AzFilesMount.Core.FileSystem;

/// <summary>One open directory and the listing it walks. The kernel reads one open directory from one thread at a time.</summary>
internal sealed class OpenDirectory(HandleId id, Node node)
{
    public HandleId Id { get; } = id;

    public Node Node { get; } = node;

    public DirectoryListing? Listing { get; set; }

    /// <summary>
    /// Positions from here on were added after the walk began; a program that renames what it lists would otherwise meet the
    /// renamed entries again for ever. Known once the listing is complete.
    /// </summary>
    public int? End { get; set; }
}
