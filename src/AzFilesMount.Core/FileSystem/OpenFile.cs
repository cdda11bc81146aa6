using AzFilesMount.Core.Data;

namespace AzFilesMount.Core.FileSystem;

/// <summary>One open file.</summary>
internal sealed class OpenFile(HandleId id, Node node, OpenAccess access, ReadAhead readAhead)
{
    public HandleId Id { get; } = id;

    public Node Node { get; } = node;

    public FileData Data => Node.Data!;

    public OpenAccess Access { get; } = access;

    public ReadAhead ReadAhead { get; } = readAhead;
}
