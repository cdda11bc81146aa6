namespace AzFilesMount.Cli.Output;

/// <summary>One line of `list`.</summary>
internal sealed record MountSummary(
    string Address, string MountPoint, int Pid, string Health, long DirtyBytes, bool ReadOnly, DateTimeOffset Mounted);
