namespace AzFilesMount.Core.FileSystem;

/// <param name="Access">What the handle may be used for.</param>
/// <param name="Exclusive">Fail when the name exists (O_EXCL); otherwise the existing file is opened.</param>
/// <param name="Truncate">Cut an existing file to nothing.</param>
/// <param name="ReadOnly">The new file gets the ReadOnly attribute; this handle may write all the same.</param>
public readonly record struct CreateFileOptions(OpenAccess Access, bool Exclusive, bool Truncate, bool ReadOnly);
