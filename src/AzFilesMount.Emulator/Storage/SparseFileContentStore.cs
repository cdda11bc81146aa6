using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Emulator.Storage;

/// <summary>
/// Contents as sparse files, one each, named by content id. A file is never longer than what was written; it is made by the first write.
/// </summary>
internal sealed class SparseFileContentStore : IContentStore
{
    private readonly string _directory;

    public SparseFileContentStore(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
    }

    public void Write(long contentId, long offset, ReadOnlySpan<byte> bytes)
    {
        using var file = Open(contentId, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        RandomAccess.Write(file, bytes, offset);
    }

    public void Clear(long contentId, long offset, long length)
    {
        if (!File.Exists(PathOf(contentId)))
            return;
        using var file = Open(contentId, FileMode.Open, FileAccess.ReadWrite);
        var fileLength = RandomAccess.GetLength(file);
        var end = length > fileLength - offset ? fileLength : offset + length;
        if (offset >= end)
            return;
        if (end == fileLength)
            RandomAccess.SetLength(file, offset);
        else
            SparseFile.PunchHole(file, offset, end - offset);
    }

    public void Truncate(long contentId, long length)
    {
        if (!File.Exists(PathOf(contentId)))
            return;
        using var file = Open(contentId, FileMode.Open, FileAccess.ReadWrite);
        if (RandomAccess.GetLength(file) > length)
            RandomAccess.SetLength(file, length);
    }

    public void Copy(long sourceId, long destinationId)
    {
        if (File.Exists(PathOf(sourceId)))
            File.Copy(PathOf(sourceId), PathOf(destinationId), overwrite: true);
    }

    public void Delete(long contentId) => File.Delete(PathOf(contentId));

    public IContentReader OpenRead(long contentId)
    {
        try
        {
            return new SparseFileReader(Open(contentId, FileMode.Open, FileAccess.Read));
        }
        catch (FileNotFoundException)
        {
            return new SparseFileReader(null);
        }
    }

    /// <summary>Ids of the contents that have a file.</summary>
    public IEnumerable<long> Ids() =>
        Directory.EnumerateFiles(_directory)
            .Select(path => long.TryParse(Path.GetFileName(path), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id) ? id : -1)
            .Where(id => id >= 0);

    public void Dispose()
    {
    }

    private SafeFileHandle Open(long contentId, FileMode mode, FileAccess access) =>
        File.OpenHandle(PathOf(contentId), mode, access, FileShare.ReadWrite | FileShare.Delete);

    private string PathOf(long contentId) => Path.Combine(_directory, contentId.ToString("x16", CultureInfo.InvariantCulture));
}
