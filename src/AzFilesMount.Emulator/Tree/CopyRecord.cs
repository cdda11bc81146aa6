namespace AzFilesMount.Emulator.Tree;

/// <summary>The copy that a file was made by. Copies within the account end before they are answered: each was a success.</summary>
internal sealed record CopyRecord(Guid Id, string Source, long Length, DateTime Completed);
