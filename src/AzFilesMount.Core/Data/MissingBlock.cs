namespace AzFilesMount.Core.Data;

/// <summary>Where a copy from memory had to stop.</summary>
/// <param name="Index">The block that is not there.</param>
/// <param name="Pending">The filling under way for it, if any.</param>
internal readonly record struct MissingBlock(long Index, CachedBlock? Pending);
