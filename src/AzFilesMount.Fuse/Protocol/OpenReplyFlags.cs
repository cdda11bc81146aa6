namespace AzFilesMount.Fuse.Protocol;

/// <summary>How the kernel shall treat an open file.</summary>
[Flags]
internal enum OpenReplyFlags : uint
{
    None = 0,
    KeepCache = 1u << 1,
}
