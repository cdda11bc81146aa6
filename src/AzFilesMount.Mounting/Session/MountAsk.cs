using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Session;

/// <summary>A mount as somebody asked for it, unread.</summary>
/// <param name="Address">The share, in any accepted spelling.</param>
/// <param name="MountPoint">The directory; null where only the share is of interest.</param>
/// <param name="Flags">Settings given as flags.</param>
/// <param name="WordLists">The values of all -o.</param>
public sealed record MountAsk(
    string Address, string? MountPoint, IReadOnlyList<OptionInput> Flags, IReadOnlyList<string> WordLists);
