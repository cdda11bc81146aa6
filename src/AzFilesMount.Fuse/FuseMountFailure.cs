namespace AzFilesMount.Fuse;

/// <summary>Why a mount could not be made.</summary>
public enum FuseMountFailure
{
    Other,
    /// <summary>The kernel has no FUSE device here.</summary>
    MissingDevice,
    /// <summary>Not root, and the helper that mounts for users is not installed.</summary>
    MissingFusermount,
    NotPermitted,
    MountPointMissing,
    MountPointNotDirectory,
    MountPointNotEmpty,
    /// <summary>Something is mounted there already.</summary>
    MountPointBusy,
    /// <summary>The machine does not let users share their mounts.</summary>
    AllowOtherRefused,
}
