namespace AzFilesMount.Core.FileSystem;

/// <summary>A file or directory that this mount knows, for as long as the kernel refers to it. Never reused.</summary>
public readonly record struct NodeId(ulong Value)
{
    /// <summary>The root of the mount.</summary>
    public static readonly NodeId Root = new(1);
}
