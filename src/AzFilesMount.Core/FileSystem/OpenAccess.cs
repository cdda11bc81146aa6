namespace AzFilesMount.Core.FileSystem;

/// <summary>What an open file may be used for.</summary>
[Flags]
public enum OpenAccess
{
    None = 0,
    Read = 1,
    Write = 2,
    /// <summary>Writes go to the end of the file as it is at that moment.</summary>
    Append = 4,
}
