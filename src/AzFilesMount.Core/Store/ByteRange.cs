namespace AzFilesMount.Core.Store;

/// <summary>Bytes from <paramref name="Offset"/> up to, not including, <see cref="End"/>.</summary>
public readonly record struct ByteRange(long Offset, long Length)
{
    public long End => Offset + Length;
}
