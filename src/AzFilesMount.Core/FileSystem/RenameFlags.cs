namespace AzFilesMount.Core.FileSystem;

/// <summary>Flags of a rename.</summary>
[Flags]
public enum RenameFlags
{
    None = 0,
    /// <summary>Fail with AlreadyExists when the new name exists (RENAME_NOREPLACE).</summary>
    NoReplace = 1,
}
