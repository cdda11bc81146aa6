using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Control;

/// <summary>One mount in depth, as it says itself.</summary>
public sealed record MountStatus
{
    public required string Address { get; init; }

    public required string MountPoint { get; init; }

    public required int Pid { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset Mounted { get; init; }

    public required bool ReadOnly { get; init; }

    /// <summary>healthy, draining, or failing or needs sign-in with the reason in <see cref="LastError"/>.</summary>
    public required string Health { get; init; }

    /// <summary>How the mount signed in; never a token.</summary>
    public required string Identity { get; init; }

    /// <summary>Written bytes that are not on the share yet.</summary>
    public long DirtyBytes { get; init; }

    public string? LastError { get; init; }

    public string? LogFile { get; init; }

    public IReadOnlyList<OptionValue> Options { get; init; } = [];
}
