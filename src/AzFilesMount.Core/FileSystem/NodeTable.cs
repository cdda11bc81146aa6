using AzFilesMount.Core.Data;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// All nodes in use, by id and by place in the tree. A node leaves when nothing refers to it: no kernel reference, no open
/// handle, no child and no unsent byte. Thread-safe.
/// </summary>
internal sealed class NodeTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NodeId, Node> _nodes = [];
    private readonly Func<EntryInfo, FileData> _newData;
    private ulong _lastId = NodeId.Root.Value;

    public NodeTable(EntryInfo root, long confirmedAt, Func<EntryInfo, FileData> newData)
    {
        _newData = newData;
        Root = new Node(NodeId.Root, null, root, confirmedAt, null) { References = 1 };
        _nodes.Add(Root.Id, Root);
    }

    public Node Root { get; }

    public int Count
    {
        get
        {
            lock (_lock)
                return _nodes.Count(pair => pair.Key == pair.Value.Id);
        }
    }

    public Node? Find(NodeId id)
    {
        lock (_lock)
            return _nodes.GetValueOrDefault(id);
    }

    public Node? FindChild(Node parent, string name)
    {
        lock (_lock)
            return parent.Children?.GetValueOrDefault(name);
    }

    /// <summary>
    /// The node of an entry, with one reference more. A node of another identity under that name is stale from now on and comes
    /// back as <paramref name="replaced"/>.
    /// </summary>
    public Node Refer(Node parent, EntryInfo entry, long confirmedAt, out Node? replaced)
    {
        lock (_lock)
        {
            replaced = null;
            Node? node = parent.Children?.GetValueOrDefault(entry.Name);
            if (node is not null && (node.FileId != entry.FileId || node.Kind != entry.Kind))
            {
                replaced = node;
                Detach(node);
                node = null;
            }
            node ??= Add(parent, entry, confirmedAt);
            node.References++;
            return node;
        }
    }

    public void Forget(NodeId id, long references)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(id, out Node? node) || id == NodeId.Root)
                return;
            if (id == node.AliasId)
                ForgetAlias(node, references);
            else
                node.References = Math.Max(0, node.References - references);
            RemoveIfUnused(node);
        }
    }

    /// <summary>Turns one reference to a node into one to its other spelling, and returns the id of that.</summary>
    public NodeId ReferAsAlias(Node node)
    {
        lock (_lock)
        {
            node.References--;
            node.AliasReferences++;
            if (node.AliasId is { } known)
                return known;
            var alias = new NodeId(++_lastId);
            node.AliasId = alias;
            _nodes.Add(alias, node);
            return alias;
        }
    }

    public void HandleOpened(Node node)
    {
        lock (_lock)
            node.OpenHandles++;
    }

    /// <summary>True when that was the last handle of the node.</summary>
    public bool HandleClosed(Node node)
    {
        lock (_lock)
            return --node.OpenHandles == 0;
    }

    public void RemoveIfUnused(Node node)
    {
        lock (_lock)
        {
            while (node.Parent is { } parent && IsUnused(node))
            {
                _nodes.Remove(node.Id);
                Unlink(node);
                node.Data?.Clear();
                node = parent;
            }
        }
    }

    public void Move(Node node, Node parent, string name)
    {
        lock (_lock)
        {
            Node? old = node.Parent;
            Unlink(node);
            node.Move(parent, name);
            Link(parent, node);
            if (old is not null && !ReferenceEquals(old, parent))
                RemoveIfUnused(old);
        }
    }

    /// <summary>The name is gone or means something else: the node keeps its handles but has no place any more.</summary>
    public void Detach(Node node)
    {
        lock (_lock)
        {
            node.IsStale = true;
            Unlink(node);
            RemoveIfUnused(node);
        }
    }

    /// <summary>Every file with unsent bytes.</summary>
    public List<Node> Dirty()
    {
        lock (_lock)
            return [.. _nodes.Where(pair => pair.Key == pair.Value.Id && pair.Value.Data?.IsDirty == true).Select(pair => pair.Value)];
    }

    private static bool IsUnused(Node node) =>
        node is { References: 0, AliasReferences: 0, OpenHandles: 0, Children: null or { Count: 0 } } && node.Data?.IsDirty != true;

    private void ForgetAlias(Node node, long references)
    {
        node.AliasReferences = Math.Max(0, node.AliasReferences - references);
        if (node.AliasReferences > 0)
            return;
        _nodes.Remove(node.AliasId!.Value);
        node.AliasId = null;
    }

    private Node Add(Node parent, EntryInfo entry, long confirmedAt)
    {
        var node = new Node(new NodeId(++_lastId), parent, entry, confirmedAt, entry.IsDirectory ? null : _newData(entry));
        _nodes.Add(node.Id, node);
        Link(parent, node);
        return node;
    }

    private static void Link(Node parent, Node node)
    {
        parent.Children ??= new Dictionary<string, Node>(StringComparer.OrdinalIgnoreCase);
        parent.Children[node.Name] = node;
    }

    private static void Unlink(Node node)
    {
        if (node.Parent?.Children is { } siblings
            && siblings.TryGetValue(node.Name, out Node? present)
            && ReferenceEquals(present, node))
        {
            siblings.Remove(node.Name);
        }
    }
}
