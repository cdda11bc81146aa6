namespace AzFilesMount.Core.FileSystem;

/// <summary>One open file or directory. Never reused; 0 is no handle.</summary>
public readonly record struct HandleId(ulong Value)
{
    public static readonly HandleId None;
}
