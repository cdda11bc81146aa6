namespace AzFilesMount.Core.Store;

/// <summary>One page of a directory listing. Names are as the service sent them and must be checked before use.</summary>
/// <param name="DirectoryId">The file id of the listed directory.</param>
/// <param name="Entries">May be empty even when more pages follow.</param>
/// <param name="NextMarker">Opaque; null on the last page.</param>
public sealed record ListPage(ulong DirectoryId, IReadOnlyList<EntryInfo> Entries, string? NextMarker);
