namespace AzFilesMount.Mounting.Options;

/// <summary>How the share appears in the local file system.</summary>
internal static class MountKnobs
{
    private const long MaxId = uint.MaxValue - 1L;

    internal static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Define.Switch("read-only", OptionHeading.Mount, "Send no request that could change the share",
            (options, value) => options with { ReadOnly = value }) with { ShortFlags = ["-r"], Words = ["ro"] },
        Define.Switch("foreground", OptionHeading.Mount, "Stay in the foreground; log to standard error",
            (options, value) => options with { Foreground = value }) with { ShortFlags = ["-f"] },
        Define.Duration("wait", OptionHeading.Mount, "How long the start may take",
            (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), TimeSpan.FromSeconds(30)),
            (options, value) => options with { Wait = value }),
        Define.Duration("drain-timeout", OptionHeading.Mount, "How long the stop may take to send written data",
            (TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5)),
            (options, value) => options with { DrainTimeout = value }),
        Define.Size("volume-size", OptionHeading.Mount, "Volume size to show where the share does not tell its quota",
            (1L << 20, 1L << 50, 5L << 40), (options, value) => options with { VolumeSize = value }),
        Define.Switch("allow-other", OptionHeading.Mount, "Let every local user in; access stays that of the one identity",
            (options, value) => options with { AllowOther = value }),
        Define.Switch("allow-root", OptionHeading.Mount, "Let root in beside the mounting user",
            (options, value) => options with { AllowRoot = value }),
        Define.Number("uid", OptionHeading.Mount, "Owner of all entries; the mounting user if not given",
            (0, MaxId, ""), (options, value) => options with { Uid = value }),
        Define.Number("gid", OptionHeading.Mount, "Group of all entries; the mounting user's if not given",
            (0, MaxId, ""), (options, value) => options with { Gid = value }),
        Define.Mode("umask", "Permission bits to take away", "", (options, value) => options with { Umask = value }),
        Define.Mode("dir-mode", "Permission bits of directories", "",
            (options, value) => options with { DirectoryMode = value }) with { Words = ["dmode"] },
        Define.Mode("file-mode", "Permission bits of files", "",
            (options, value) => options with { FileMode = value }) with { Words = ["fmode"] },
        Define.Switch("auto-unmount", OptionHeading.Mount, "Unmount even when the process is killed (needs fusermount3)",
            (options, value) => options with { AutoUnmount = value }),
    ];
}
