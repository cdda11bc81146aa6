using AzFilesMount.FileRest.Store;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Session;

/// <summary>Everything that is needed to mount, read and checked, before anything is touched. Holds no secret.</summary>
public sealed record MountPlan
{
    public required ShareAddress Address { get; init; }

    /// <summary>Absolute, without a trailing slash; empty where only the share is of interest.</summary>
    public required string MountPoint { get; init; }

    public required MountOptions Options { get; init; }

    /// <summary>Every option with its origin, for `status`.</summary>
    public required IReadOnlyList<OptionValue> Values { get; init; }

    /// <summary>What the user should hear about accepted words that do nothing.</summary>
    public required IReadOnlyList<string> Notices { get; init; }
}
