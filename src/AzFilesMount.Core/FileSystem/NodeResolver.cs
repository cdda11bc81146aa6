using AzFilesMount.Core.Data;
using AzFilesMount.Core.Metadata;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// What names mean and how nodes look now, with as few requests as the freshness rules allow. Takes in everything the share says
/// about known nodes and finds out what changed elsewhere. Thread-safe.
/// </summary>
internal sealed class NodeResolver(EngineContext context)
{
    /// <summary>A directory of at most so many entries is listed anew when one of them must be asked for: one request either way.</summary>
    private const int SmallDirectory = 256;

    /// <summary>Single look-ups in an unlisted directory before it is worth listing.</summary>
    private const int LookupsBeforeListing = 3;

    private const int PrefixPageSize = 16;

    private readonly LookupCounter _lookups = new();

    private ShareFileSystemOptions Options => context.Options;

    /// <summary>Finds a name as the share spells it; success adds one reference to the node.</summary>
    public ValueTask<FsResult<Node>> FindAsync(Node parent, string name, CancellationToken cancellationToken)
    {
        if (context.Directories.TryGet(parent.FileId) is { } listing)
        {
            return listing.TryFind(name, out EntryInfo entry)
                ? new(Refer(parent, entry, listing.StartedAt))
                : new(FsStatus.NotFound);
        }
        if (context.Nodes.FindChild(parent, name) is { } child && IsFresh(child))
            return new(Refer(parent, child.Entry, child.ConfirmedAt));
        if (context.Directories.IsKnownAbsent(parent.FileId, name))
            return new(FsStatus.NotFound);
        return AskAsync(parent, name, cancellationToken);
    }

    /// <summary>Finds a name, trusting absence only when the share confirmed it within the attribute TTL.</summary>
    public ValueTask<FsResult<Node>> FindBeforeCreateAsync(Node parent, string name, CancellationToken cancellationToken)
    {
        DirectoryListing? any = context.Directories.TryGetAnyAge(parent.FileId);
        bool isAbsenceFresh = context.Directories.TryGet(parent.FileId, Options.AttributeTtl) is not null
            || context.Directories.IsKnownAbsent(parent.FileId, name);
        if (isAbsenceFresh || any?.TryFind(name, out _) == true)
            return FindAsync(parent, name, cancellationToken);
        return any?.Count <= SmallDirectory
            ? FindInListingAsync(parent, name, cancellationToken)
            : FindByPrefixAsync(parent, name, cancellationToken);
    }

    /// <summary>Makes sure that what is known of a node was confirmed within the attribute TTL.</summary>
    public ValueTask<FsResult<Unit>> RefreshAsync(Node node, CancellationToken cancellationToken)
    {
        if (node.IsStale)
            return new(FsStatus.StaleHandle);
        // Own unsent bytes are the newest truth there is; asking would only bring the version they are laid over. And of a file
        // deleted while open nobody else knows the name.
        if (IsFresh(node) || node.Data?.IsDirty == true || node.DeleteOnRelease)
            return new(Unit.Ok);
        return ConfirmAsync(node, cancellationToken);
    }

    /// <summary>The directory's listing, possibly still loading; at most the directory TTL old.</summary>
    public DirectoryListing GetListing(Node directory) =>
        context.Directories.TryGet(directory.FileId) ?? Load(directory);

    /// <summary>A node for a listed entry, with one reference.</summary>
    public Node Refer(Node parent, EntryInfo entry, long at)
    {
        Node node = context.Nodes.Refer(parent, entry, at, out Node? replaced);
        if (replaced is not null)
            context.Notify(replaced);
        Observe(node, entry, at);
        return node;
    }

    /// <summary>Takes in what the share said about a node in answer to a request sent at a time.</summary>
    public void Observe(Node node, EntryInfo entry, long at)
    {
        bool isOlder = at < node.ConfirmedAt || (node.Data is { } known && entry.ETag.Value < known.Version.Value);
        if (isOlder || node.Data?.IsDirty == true)
            return;
        if (node.Data?.Adopt(entry) == true)
            context.Notify(node);
        node.Confirm(entry with { Name = node.Name }, at);
    }

    /// <summary>A range read said how the file stands: as good as having asked.</summary>
    public void Answered(Node node, RangeFill fill, long startedAt)
    {
        if (fill.Answer is not { } answer)
            return;
        if (fill.IsOtherFile)
        {
            Vanish(node);
            return;
        }
        if (fill.ChangedElsewhere)
            context.Notify(node);
        if (node.Data!.Version == answer.ETag)
            node.Confirm(answer with { Name = node.Name }, startedAt);
    }

    /// <summary>The name is gone at the share, or means something else.</summary>
    public void Vanish(Node node)
    {
        if (node.Parent is not { } parent || node.IsStale)
            return;
        string name = node.Name;
        context.Directories.Remove(parent.FileId, name);
        context.Nodes.Detach(node);
        context.Notify(parent, name);
    }

    public NodeInfo Describe(Node node) => NodeDescriber.Describe(node, node.Entry) with
    {
        NameValid = Options.AttributeTtl,
        AttributesValid = Remaining(node),
    };

    private TimeSpan Remaining(Node node)
    {
        if (node.Data?.IsDirty == true)
            return Options.AttributeTtl;
        TimeSpan left = Options.AttributeTtl - context.Time.GetElapsedTime(node.ConfirmedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private bool IsFresh(Node node) => context.Time.GetElapsedTime(node.ConfirmedAt) < Options.AttributeTtl;

    private DirectoryListing Load(Node directory) => context.Directories.Load(
        directory.FileId, marker => LoadPageAsync(directory, null, marker, null, context.Stopping));

    private async ValueTask<FsResult<ListPage>> LoadPageAsync(
        Node directory, string? prefix, string? marker, int? maxResults, CancellationToken cancellationToken)
    {
        try
        {
            FsResult<ListPage> page = await context.Store
                .ListPageAsync(directory, prefix, marker, maxResults, cancellationToken).ConfigureAwait(false);
            return page.IsOk ? page.Value with { Entries = ServerNames.Trusted(page.Value.Entries, directory) } : page;
        }
        catch (OperationCanceledException)
        {
            return FsStatus.Cancelled;
        }
    }

    private ValueTask<FsResult<Node>> AskAsync(Node parent, string name, CancellationToken cancellationToken) =>
        _lookups.Count(parent.FileId) > LookupsBeforeListing
            ? FindInListingAsync(parent, name, cancellationToken)
            : FindByPrefixAsync(parent, name, cancellationToken);

    private async ValueTask<FsResult<Node>> FindInListingAsync(Node parent, string name, CancellationToken cancellationToken)
    {
        DirectoryListing listing = Load(parent);
        while (true)
        {
            Task progress = listing.WhenProgressAsync();
            FsStatus outcome = listing.Outcome;
            if (listing.TryFind(name, out EntryInfo entry))
                return Refer(parent, entry, listing.StartedAt);
            if (outcome != FsStatus.Unset)
                return outcome == FsStatus.Ok ? FsStatus.NotFound : outcome;
            await progress.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Names come in order, so the exact one is in the first page if it exists; the loop is for a service that thinks otherwise.</summary>
    private async ValueTask<FsResult<Node>> FindByPrefixAsync(Node parent, string name, CancellationToken cancellationToken)
    {
        long startedAt = context.Time.GetTimestamp();
        string? marker = null;
        do
        {
            FsResult<ListPage> page = await LoadPageAsync(parent, name, marker, PrefixPageSize, cancellationToken).ConfigureAwait(false);
            if (!page.IsOk)
                return page.As<Node>();
            foreach (EntryInfo entry in page.Value.Entries)
            {
                if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
                    return Refer(parent, entry, startedAt);
            }
            marker = page.Value.NextMarker;
        }
        while (marker is not null);
        if (context.Nodes.FindChild(parent, name) is { } gone)
            Vanish(gone);
        context.Directories.AddAbsent(parent.FileId, name);
        return FsStatus.NotFound;
    }

    private async ValueTask<FsResult<Unit>> ConfirmAsync(Node node, CancellationToken cancellationToken)
    {
        if (node.Parent is { } parent && context.Directories.TryGetAnyAge(parent.FileId)?.Count <= SmallDirectory)
            return await ConfirmByListingAsync(node, parent, cancellationToken).ConfigureAwait(false);
        long startedAt = context.Time.GetTimestamp();
        using IDisposable gate = await node.Gate.ReaderLockAsync(cancellationToken).ConfigureAwait(false);
        FsResult<EntryInfo> entry = await context.Store.GetEntryAsync(node, cancellationToken).ConfigureAwait(false);
        if (entry.Status is FsStatus.NotFound or FsStatus.ParentNotFound || (entry.IsOk && entry.Value.FileId != node.FileId))
        {
            Vanish(node);
            return FsStatus.NotFound;
        }
        if (!entry.IsOk)
            return entry.As<Unit>();
        Observe(node, entry.Value, startedAt);
        return Unit.Ok;
    }

    private async ValueTask<FsResult<Unit>> ConfirmByListingAsync(Node node, Node parent, CancellationToken cancellationToken)
    {
        FsResult<Node> found = await FindInListingAsync(parent, node.Name, cancellationToken).ConfigureAwait(false);
        if (found.IsOk)
            context.Nodes.Forget(found.Value.Id, 1);
        if (found.Status is FsStatus.NotFound or FsStatus.ParentNotFound || (found.IsOk && !ReferenceEquals(found.Value, node)))
        {
            Vanish(node);
            return FsStatus.NotFound;
        }
        return found.IsOk ? Unit.Ok : found.As<Unit>();
    }
}
