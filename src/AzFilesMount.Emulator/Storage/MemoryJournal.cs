namespace AzFilesMount.Emulator.Storage;

/// <summary>Keeps nothing: the tree in memory is all there is.</summary>
internal sealed class MemoryJournal : IJournal
{
    public JournalContent Load() => new();

    public void Commit(IReadOnlyList<JournalChange> changes)
    {
    }

    public void Dispose()
    {
    }
}
