namespace AzFilesMount.Mounting;

/// <summary>How the process ends. Scripts depend on the numbers: they are pinned by a test and never reused.</summary>
public enum ExitCode
{
    Ok = 0,
    Failed = 1,
    Usage = 2,
    NotSignedIn = 3,
    NoPermission = 4,
    NotFound = 5,
    Unreachable = 6,
    PrerequisiteMissing = 7,
    MountPointBusy = 8,
    NotDrained = 9,
    CheckFailed = 10,
    Interrupted = 130,
}
