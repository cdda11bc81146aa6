namespace AzFilesMount.Core.FileSystem;

/// <summary>What the service can hold.</summary>
internal static class FileLimits
{
    /// <summary>4 TiB, the service's largest file.</summary>
    public const long MaxLength = 4L << 40;
}
