namespace AzFilesMount.Core.Store;

/// <summary>What a rename may do to an entry that already has the new name.</summary>
/// <param name="ReplaceIfExists">An existing file is replaced.</param>
/// <param name="IgnoreReadOnly">Also one with the ReadOnly attribute.</param>
public readonly record struct RenameOptions(bool ReplaceIfExists, bool IgnoreReadOnly);
