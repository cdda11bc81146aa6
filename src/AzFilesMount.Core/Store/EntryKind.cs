namespace AzFilesMount.Core.Store;

/// <summary>What a name in a share is.</summary>
public enum EntryKind
{
    File,
    Directory,
}
