namespace AzFilesMount.Core.FileSystem;

/// <summary>The outcome of an open.</summary>
/// <param name="Handle">To be closed with <see cref="IFileSystem.ReleaseAsync"/>.</param>
/// <param name="KeepCache">The kernel's cached pages of this file are still of this version.</param>
public readonly record struct OpenedFile(HandleId Handle, bool KeepCache);
