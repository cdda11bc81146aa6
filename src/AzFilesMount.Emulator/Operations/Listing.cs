using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>A page of a directory and what it is an answer to; <paramref name="Next"/> is the name that the next page begins with.</summary>
internal sealed record Listing(
    OperationContext Context, ShareTree Tree, Entry Directory, ListingQuery Query, IReadOnlyList<EntryState> Page, string? Next);
