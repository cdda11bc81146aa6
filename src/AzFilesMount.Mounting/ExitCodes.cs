namespace AzFilesMount.Mounting;

/// <summary>Words for the exit codes: the stable code of an error in JSON and the line in the help.</summary>
public static class ExitCodes
{
    public static string Code(ExitCode code) => code switch
    {
        ExitCode.Ok => "ok",
        ExitCode.Usage => "usage",
        ExitCode.NotSignedIn => "not-signed-in",
        ExitCode.NoPermission => "no-permission",
        ExitCode.NotFound => "not-found",
        ExitCode.Unreachable => "unreachable",
        ExitCode.PrerequisiteMissing => "prerequisite-missing",
        ExitCode.MountPointBusy => "mount-point-busy",
        ExitCode.NotDrained => "not-drained",
        ExitCode.CheckFailed => "check-failed",
        ExitCode.Interrupted => "interrupted",
        _ => "failed",
    };

    /// <summary>The exit code of an error that another process reported.</summary>
    public static ExitCode Parse(string code) =>
        Enum.GetValues<ExitCode>().FirstOrDefault(value => value != ExitCode.Ok && Code(value) == code, ExitCode.Failed);

    public static string Describe(ExitCode code) => code switch
    {
        ExitCode.Ok => "success",
        ExitCode.Usage => "wrong command line or configuration",
        ExitCode.NotSignedIn => "not signed in, or the token was refused",
        ExitCode.NoPermission => "the identity lacks permission; the message names the role",
        ExitCode.NotFound => "account, share, directory or mount point not found",
        ExitCode.Unreachable => "network or service unreachable, or timed out",
        ExitCode.PrerequisiteMissing => "a prerequisite is missing (/dev/fuse, fusermount3, WinFsp)",
        ExitCode.MountPointBusy => "the mount point is busy, not usable or already mounted",
        ExitCode.NotDrained => "written data could not be brought to the share",
        ExitCode.CheckFailed => "a check failed (doctor)",
        ExitCode.Interrupted => "interrupted",
        _ => "any other failure",
    };
}
