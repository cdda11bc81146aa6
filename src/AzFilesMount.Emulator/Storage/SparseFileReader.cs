using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Emulator.Storage;

/// <summary>Reads a sparse file, or only zeros where there is no file yet. Reads may overlap.</summary>
internal sealed class SparseFileReader(SafeFileHandle? file) : IContentReader
{
    public void Read(long offset, Span<byte> buffer)
    {
        while (file is not null && buffer.Length > 0)
        {
            var count = RandomAccess.Read(file, buffer, offset);
            if (count == 0)
                break;
            buffer = buffer[count..];
            offset += count;
        }

        buffer.Clear();
    }

    public void Dispose() => file?.Dispose();
}
