namespace AzFilesMount.Emulator.Operations;

/// <summary>What a listing tells of each entry beyond name, id and length; the names are those of the query.</summary>
[Flags]
internal enum ListingParts
{
    None = 0,
    Timestamps = 1,
    ETag = 2,
    Attributes = 4,
    PermissionKey = 8,
}
