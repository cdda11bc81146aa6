namespace AzFilesMount.Core.FileSystem;

/// <summary>What to find from an offset on.</summary>
public enum SeekKind
{
    Data,
    Hole,
}
