namespace AzFilesMount.Core.Diagnostics;

/// <summary>Kinds of requests to the share, as counted in the statistics.</summary>
public enum StoreOperation
{
    List,
    GetEntry,
    ReadRange,
    WriteRange,
    ClearRange,
    ListRanges,
    SetProperties,
    Create,
    Delete,
    Rename,
    GetUsage,
}
