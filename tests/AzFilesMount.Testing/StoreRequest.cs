using AzFilesMount.Core.Store;

namespace AzFilesMount.Testing;

/// <summary>One request that reached the store in memory.</summary>
/// <param name="Operation">The name of the method without Async.</param>
/// <param name="Path">What it was about.</param>
/// <param name="Argument">The prefix of a listing, or the destination of a rename.</param>
/// <param name="Range">The bytes asked for or written.</param>
public sealed record StoreRequest(string Operation, SharePath Path, string? Argument = null, ByteRange Range = default)
{
    public PropertyChanges Changes { get; init; }
}
