namespace AzFilesMount.Fuse.Mounting;

/// <summary>One line of the mount table.</summary>
/// <param name="MountPoint">Where it is mounted, as the kernel resolved it.</param>
/// <param name="Device">The device number, "major:minor".</param>
/// <param name="Type">The type, e.g. fuse.azfilesmount.</param>
/// <param name="Source">What is mounted.</param>
internal sealed record MountEntry(string MountPoint, string Device, string Type, string Source)
{
    /// <summary>The type every mount of this product shows.</summary>
    public const string OwnType = "fuse.azfilesmount";

    public bool IsOurs => Type == OwnType;

    /// <summary>The part of the device number by which the kernel lists FUSE connections.</summary>
    public string Minor => Device[(Device.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
