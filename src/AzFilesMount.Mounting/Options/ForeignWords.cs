namespace AzFilesMount.Mounting.Options;

/// <summary>Words of mount(8) and of other mount programs that existing fstab lines carry.</summary>
internal static class ForeignWords
{
    private const string Identity = "access is by Microsoft Entra identity, never by key or password; see --auth";

    /// <summary>Meant for mount(8), systemd or the SMB protocol: nothing here to set.</summary>
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "defaults", "rw", "async", "auto", "noauto", "nofail", "-netdev", "-rnetdev", "user", "nouser", "users", "owner", "group",
        "dev", "nodev", "suid", "nosuid", "exec", "atime", "noatime", "diratime", "nodiratime", "relatime", "norelatime",
        "strictatime", "nostrictatime", "lazytime", "nolazytime", "loud", "silent", "iversion", "noiversion", "mand", "nomand",
        "comment", "reconnect", "nonempty", "vers", "sec", "seal", "serverino", "nosharesock", "nobrl", "rsize", "wsize", "bsize",
        "persistenthandles", "resilienthandles", "hard", "soft", "multichannel", "max-channels", "iocharset", "noperm", "nounix",
        "closetimeo", "echo-interval", "default-permissions",
    };

    private static readonly Dictionary<string, string> Notices = new(StringComparer.Ordinal)
    {
        ["noexec"] = "programs on the share can be run",
        ["sync"] = "use write-policy=through",
        ["dirsync"] = "changes of names always go to the share at once",
        ["mfsymlinks"] = "symbolic links are not supported yet",
        ["cache"] = "use memory, attr-ttl and dir-ttl",
        ["big-writes"] = "large writes are always used",
        ["remount"] = "unmount and mount again to change options",
    };

    private static readonly HashSet<string> Secrets = new(StringComparer.Ordinal)
    {
        "username", "password", "pass", "password2", "credentials", "cred", "domain", "dom", "account-key", "sas", "client-secret",
        "token",
    };

    internal static bool IsNoise(string word)
    {
        string key = OptionCatalog.Normalise(word);
        return Noise.Contains(key) || key.StartsWith("x-", StringComparison.Ordinal);
    }

    internal static string? NoticeOf(string word) => Notices.GetValueOrDefault(OptionCatalog.Normalise(word));

    internal static string? RefusalOf(string word) => Secrets.Contains(OptionCatalog.Normalise(word)) ? Identity : null;
}
