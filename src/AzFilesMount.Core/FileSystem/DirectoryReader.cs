using AzFilesMount.Core.Metadata;
using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>Walks listings for open directories; entries go to the kernel while later pages are still on their way.</summary>
internal sealed class DirectoryReader(EngineContext context, NodeResolver resolver)
{
    public async ValueTask<FsResult<int>> ReadAsync(
        OpenDirectory directory, long cookie, IDirectorySink sink, bool withReferences, CancellationToken cancellationToken)
    {
        DirectoryListing listing = Listing(directory, cookie);
        int taken = 0;
        for (int position = (int)cookie; position < (directory.End ?? int.MaxValue); position++)
        {
            Task progress = listing.WhenProgressAsync();
            FsStatus outcome = listing.Outcome;
            if (!listing.TryGetAt(position, out EntryInfo? entry))
            {
                if (outcome != FsStatus.Unset || taken > 0)
                    return outcome is FsStatus.Unset or FsStatus.Ok ? taken : outcome;
                await progress.WaitAsync(cancellationToken).ConfigureAwait(false);
                position--;
                continue;
            }
            if (entry is null)
                continue;
            if (!TryOffer(directory.Node, listing, entry, position + 1, sink, withReferences))
                break;
            taken++;
        }
        return taken;
    }

    private DirectoryListing Listing(OpenDirectory directory, long cookie)
    {
        if (cookie == 0 || directory.Listing is null)
        {
            directory.Listing = resolver.GetListing(directory.Node);
            directory.End = null;
        }
        if (directory.End is null && directory.Listing.IsComplete)
            directory.End = directory.Listing.End;
        return directory.Listing;
    }

    private bool TryOffer(
        Node parent, DirectoryListing listing, EntryInfo entry, long nextCookie, IDirectorySink sink, bool withReferences)
    {
        string name = EngineContext.KernelName(entry.Name);
        if (!withReferences)
            return sink.TryAdd(name, NodeDescriber.Describe(entry), nextCookie);
        Node node = resolver.Refer(parent, entry, listing.StartedAt);
        NodeInfo info = NodeDescriber.Describe(node, node.Entry) with
        {
            // What a listing says is good for the listing's own time; the kernel may use it as long as any attributes.
            NameValid = context.Options.AttributeTtl,
            AttributesValid = context.Options.AttributeTtl,
        };
        if (sink.TryAdd(name, info, nextCookie))
            return true;
        context.Nodes.Forget(node.Id, 1);
        return false;
    }
}
