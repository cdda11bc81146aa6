using AzFilesMount.Emulator.Faulting;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Lists a directory, files and directories in one order of names, in pages.</summary>
internal sealed class ListDirectoriesAndFiles : IOperation
{
    public string Name => nameof(ListDirectoriesAndFiles);

    public OperationAccess Access => OperationAccess.Read;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var query = ListingQuery.Read(context);
        var tree = context.Tree();
        var directory = tree.FindDirectory(context.Path);
        var (page, next) = Page(directory.Ordered(), query);
        if (context.Http.Features.Get<FaultEffects>() is { } effects)
            Spoil(effects, page, ref next);
        using var body = new XmlBody();
        ListingXml.Write(body, new Listing(context, tree, directory, query, page, next));
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }

    private static (List<EntryState> Page, string? Next) Page(Entry[] entries, ListingQuery query)
    {
        var prefix = NameRules.Fold(query.Prefix);
        var from = NameRules.Fold(query.From);
        if (string.CompareOrdinal(prefix, from) > 0)
            from = prefix;
        var page = new List<EntryState>();
        for (var i = Find(entries, from); i < entries.Length; i++)
        {
            var state = entries[i].State;
            if (prefix.Length > 0 && !NameRules.Fold(state.Name).StartsWith(prefix, StringComparison.Ordinal))
                break;
            if (page.Count == query.PageLength)
                return (page, state.Name);
            page.Add(state);
        }

        return (page, null);
    }

    private static void Spoil(FaultEffects effects, List<EntryState> page, ref string? next)
    {
        if (page.Count == 0)
            return;
        if (effects.EndlessMarker)
            next = page[0].Name;
        if (effects.DuplicateNames)
            page.AddRange(page.ToArray());
    }

    /// <summary>Index of the first entry that is not before <paramref name="key"/>.</summary>
    private static int Find(Entry[] entries, string key)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(entries[middle].Key, key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
