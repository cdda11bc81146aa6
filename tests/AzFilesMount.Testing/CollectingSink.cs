using AzFilesMount.Core.FileSystem;

namespace AzFilesMount.Testing;

/// <summary>Takes directory entries, a few at a time if wanted.</summary>
public sealed class CollectingSink : IDirectorySink
{
    private readonly int _capacity;
    private int _room;

    public CollectingSink(int capacity = int.MaxValue) => _capacity = _room = capacity;

    public List<string> Names { get; } = [];

    public List<NodeInfo> Nodes { get; } = [];

    public long LastCookie { get; private set; }

    public void Empty() => _room = _capacity;

    public bool TryAdd(string name, in NodeInfo node, long nextCookie)
    {
        if (_room-- <= 0)
            return false;
        Names.Add(name);
        Nodes.Add(node);
        LastCookie = nextCookie;
        return true;
    }
}
