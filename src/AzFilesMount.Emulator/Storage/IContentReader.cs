namespace AzFilesMount.Emulator.Storage;

/// <summary>Reads one content.</summary>
internal interface IContentReader : IDisposable
{
    /// <summary>Fills all of <paramref name="buffer"/>, with zeros where nothing is stored.</summary>
    void Read(long offset, Span<byte> buffer);
}
