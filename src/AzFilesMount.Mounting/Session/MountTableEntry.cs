namespace AzFilesMount.Mounting.Session;

/// <summary>One mount of the kernel's table.</summary>
public sealed record MountTableEntry(string MountPoint, string Type, string Source)
{
    public bool IsOwn => Type == MountTable.OwnType;
}
