using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Storage;

/// <summary>Everything a journal holds, as it is read at start.</summary>
internal sealed class JournalContent
{
    public List<(ShareState State, long IdCount)> Trees { get; } = [];

    public List<(long TreeId, ulong ParentId, EntryState State)> Entries { get; } = [];

    public Dictionary<long, FileContent> Contents { get; } = [];

    public Dictionary<string, string> Permissions { get; } = [];

    public FileContent ContentOf(long id)
    {
        if (Contents.TryGetValue(id, out var content))
            content.References++;
        else
            Contents[id] = content = new FileContent(id, new RangeMap());
        return content;
    }
}
