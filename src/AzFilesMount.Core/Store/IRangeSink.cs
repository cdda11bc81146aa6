namespace AzFilesMount.Core.Store;

/// <summary>Receives the bytes of one range read as they arrive, straight into the memory they shall live in.</summary>
public interface IRangeSink
{
    /// <summary>The answer's own headers, before any byte: false refuses the body (another version than the caller wants).</summary>
    /// <param name="entry">Version, length, id and times as this answer states them; the name is the requested one.</param>
    bool Begin(EntryInfo entry);

    /// <summary>Where the next bytes go; never empty while bytes of the requested range are owed.</summary>
    Memory<byte> GetMemory();

    /// <summary><paramref name="count"/> bytes were put at the front of the last memory.</summary>
    void Advance(int count);
}
