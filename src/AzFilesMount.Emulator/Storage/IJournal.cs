namespace AzFilesMount.Emulator.Storage;

/// <summary>Keeps names and properties across runs. Thread-safe.</summary>
internal interface IJournal : IDisposable
{
    JournalContent Load();

    /// <summary>All changes or none; they outlive this process once the call returns.</summary>
    void Commit(IReadOnlyList<JournalChange> changes);
}
