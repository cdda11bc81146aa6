namespace AzFilesMount.Core.FileSystem;

/// <summary>Something changed that the kernel may have cached.</summary>
/// <param name="Node">The file whose content or attributes changed, or the parent directory of <paramref name="Name"/>.</param>
/// <param name="Name">The name that is no longer what the kernel thinks; null for a change of the node itself.</param>
public readonly record struct NodeNotification(NodeId Node, string? Name);
