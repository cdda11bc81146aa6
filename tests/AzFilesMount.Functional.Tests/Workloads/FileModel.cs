namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>What the file under test must contain: an array of bytes and a length. Not thread-safe.</summary>
internal sealed class FileModel(int capacity)
{
    private readonly byte[] _content = new byte[capacity];

    public int Capacity => _content.Length;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Range(int offset, int length) =>
        offset >= Length ? [] : _content.AsSpan(offset, Math.Min(length, Length - offset));

    public void Write(int offset, ReadOnlySpan<byte> data)
    {
        data.CopyTo(_content.AsSpan(offset));
        Length = Math.Max(Length, offset + data.Length);
    }

    public void SetLength(int length)
    {
        if (length < Length)
            _content.AsSpan(length, Length - length).Clear();
        Length = length;
    }

    /// <summary>Zeroes the range inside the length, or grows the file to hold all of it.</summary>
    public void Zero(int offset, int length, bool grow)
    {
        if (grow)
            Length = Math.Max(Length, offset + length);
        int end = Math.Min(Length, offset + length);
        if (end > offset)
            _content.AsSpan(offset, end - offset).Clear();
    }
}
