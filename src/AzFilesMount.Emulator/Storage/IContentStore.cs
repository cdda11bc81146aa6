namespace AzFilesMount.Emulator.Storage;

/// <summary>
/// Bytes by content id, sparse: what was never written reads as zeros. Callers exclude each other per content through
/// <see cref="FileContent.Gate"/>; different contents may be used at once.
/// </summary>
internal interface IContentStore : IDisposable
{
    void Write(long contentId, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Makes a span read as zeros and frees what it held.</summary>
    void Clear(long contentId, long offset, long length);

    /// <summary>Forgets everything from <paramref name="length"/> on.</summary>
    void Truncate(long contentId, long length);

    void Copy(long sourceId, long destinationId);

    void Delete(long contentId);

    /// <summary>Opens for reading; the reader goes on working after <see cref="Delete"/>.</summary>
    IContentReader OpenRead(long contentId);
}
