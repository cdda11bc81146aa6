namespace AzFilesMount.Core.FileSystem;

/// <summary>The outcome of a create: the node (with one reference for the kernel) and the open handle.</summary>
public readonly record struct CreatedFile(NodeInfo Node, OpenedFile Opened);
