using System.Collections.Concurrent;
using AzFilesMount.Core.Store;
using Microsoft.Extensions.Caching.Memory;

namespace AzFilesMount.Core.Metadata;

/// <summary>
/// Listings by the file id of their directory, so that a renamed tree keeps them; names known absent; at most one loading in
/// flight a directory. This mount's own changes go into the cached listing and into one still loading. Thread-safe.
/// </summary>
public sealed class DirectoryCache : IDisposable
{
    private const int NegativeEntrySize = 150;

    private readonly MemoryCache _cache;
    private readonly ConcurrentDictionary<ulong, DirectoryListing> _loading = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _directoryTtl;
    private readonly TimeSpan _negativeTtl;

    public DirectoryCache(long budget, TimeSpan directoryTtl, TimeSpan negativeTtl, TimeProvider time)
    {
        _cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = budget });
        _directoryTtl = directoryTtl;
        _negativeTtl = negativeTtl;
        _time = time;
    }

    private readonly record struct NegativeKey(ulong Directory, string FoldedName);

    /// <summary>A listing young enough to be trusted; it is complete.</summary>
    public DirectoryListing? TryGet(ulong directory) => TryGet(directory, _directoryTtl);

    /// <summary>A complete listing that was begun at most <paramref name="maxAge"/> ago.</summary>
    public DirectoryListing? TryGet(ulong directory, TimeSpan maxAge) =>
        _cache.TryGetValue(directory, out DirectoryListing? listing) && _time.GetElapsedTime(listing!.StartedAt) <= maxAge
            ? listing
            : null;

    /// <summary>The last listing however old, for guesses about size only.</summary>
    public DirectoryListing? TryGetAnyAge(ulong directory) => _cache.Get<DirectoryListing>(directory);

    /// <summary>Joins the loading in flight or begins one; it may still be filling when this returns.</summary>
    /// <param name="directory">The directory's file id.</param>
    /// <param name="loadPage">Fetches the page after a marker (null = first).</param>
    public DirectoryListing Load(ulong directory, Func<string?, ValueTask<FsResult<ListPage>>> loadPage)
    {
        var fresh = new DirectoryListing(_time.GetTimestamp());
        DirectoryListing listing = _loading.GetOrAdd(directory, fresh);
        if (ReferenceEquals(listing, fresh))
            _ = FillAsync(directory, listing, loadPage);
        return listing;
    }

    /// <summary>A directory this mount just created holds nothing.</summary>
    public void AddEmpty(ulong directory)
    {
        var listing = new DirectoryListing(_time.GetTimestamp());
        listing.Finish(FsStatus.Ok);
        Store(directory, listing);
    }

    public void Put(ulong directory, EntryInfo entry)
    {
        _cache.Remove(new NegativeKey(directory, Fold(entry.Name)));
        if (_loading.TryGetValue(directory, out DirectoryListing? loading))
            loading.Put(entry);
        if (TryGetAnyAge(directory) is { } listing)
        {
            listing.Put(entry);
            if (listing.Size > listing.AccountedSize * 5 / 4)
                Store(directory, listing);
        }
    }

    public void Remove(ulong directory, string name)
    {
        if (_loading.TryGetValue(directory, out DirectoryListing? loading))
            loading.Remove(name);
        TryGetAnyAge(directory)?.Remove(name);
    }

    /// <summary>Forgets a directory that is gone or not what was thought.</summary>
    public void Drop(ulong directory) => _cache.Remove(directory);

    public bool IsKnownAbsent(ulong directory, string name) => _cache.TryGetValue(new NegativeKey(directory, Fold(name)), out _);

    public void AddAbsent(ulong directory, string name)
    {
        if (_negativeTtl > TimeSpan.Zero)
        {
            _cache.Set(
                new NegativeKey(directory, Fold(name)),
                true,
                new MemoryCacheEntryOptions { Size = NegativeEntrySize, AbsoluteExpirationRelativeToNow = _negativeTtl });
        }
    }

    public void Dispose() => _cache.Dispose();

    private static string Fold(string name) => name.ToUpperInvariant();

    private async Task FillAsync(ulong directory, DirectoryListing listing, Func<string?, ValueTask<FsResult<ListPage>>> loadPage)
    {
        FsStatus outcome = FsStatus.Internal;
        try
        {
            outcome = await LoadPagesAsync(listing, loadPage).ConfigureAwait(false);
        }
        finally
        {
            listing.Finish(outcome);
            if (outcome == FsStatus.Ok)
                Store(directory, listing);
            // Removed last: a change of our own finds the listing in one place or the other at every moment.
            _loading.TryRemove(directory, out _);
        }
    }

    private static async Task<FsStatus> LoadPagesAsync(DirectoryListing listing, Func<string?, ValueTask<FsResult<ListPage>>> loadPage)
    {
        string? marker = null;
        do
        {
            FsResult<ListPage> page = await loadPage(marker).ConfigureAwait(false);
            if (!page.IsOk)
                return page.Status;
            listing.AddPage(page.Value.Entries);
            if (page.Value.NextMarker is { } next && next == marker)
                return FsStatus.Internal; // A service that repeats a marker would be read for ever.
            marker = page.Value.NextMarker;
        }
        while (marker is not null);
        return FsStatus.Ok;
    }

    private void Store(ulong directory, DirectoryListing listing)
    {
        listing.AccountedSize = listing.Size;
        _cache.Set(
            directory,
            listing,
            new MemoryCacheEntryOptions { Size = listing.AccountedSize, SlidingExpiration = _directoryTtl + TimeSpan.FromMinutes(1) });
    }
}
