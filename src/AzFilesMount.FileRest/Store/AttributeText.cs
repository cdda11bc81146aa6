using AzFilesMount.Core.Store;
using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>Attributes between the service's words, the SDK's flags (whose bits are its own) and ours (whose bits are Windows').</summary>
internal static class AttributeText
{
    private static readonly (string Word, ShareAttributes Ours, NtfsFileAttributes Sdk)[] Words =
    [
        ("ReadOnly", ShareAttributes.ReadOnly, NtfsFileAttributes.ReadOnly),
        ("Hidden", ShareAttributes.Hidden, NtfsFileAttributes.Hidden),
        ("System", ShareAttributes.System, NtfsFileAttributes.System),
        ("Directory", ShareAttributes.Directory, NtfsFileAttributes.Directory),
        ("Archive", ShareAttributes.Archive, NtfsFileAttributes.Archive),
        ("Temporary", ShareAttributes.Temporary, NtfsFileAttributes.Temporary),
        ("Offline", ShareAttributes.Offline, NtfsFileAttributes.Offline),
        ("NotContentIndexed", ShareAttributes.NotContentIndexed, NtfsFileAttributes.NotContentIndexed),
        ("NoScrubData", ShareAttributes.NoScrubData, NtfsFileAttributes.NoScrubData),
    ];

    /// <summary>Reads "ReadOnly | Archive"; words of a later service version are passed over.</summary>
    public static ShareAttributes Parse(ReadOnlySpan<char> text)
    {
        ShareAttributes attributes = ShareAttributes.None;
        foreach (Range part in text.Split('|'))
        {
            ReadOnlySpan<char> word = text[part].Trim();
            foreach (var entry in Words)
            {
                if (word.Equals(entry.Word, StringComparison.OrdinalIgnoreCase))
                    attributes |= entry.Ours;
            }
        }

        return attributes;
    }

    public static ShareAttributes FromSdk(NtfsFileAttributes? sdk)
    {
        ShareAttributes attributes = ShareAttributes.None;
        foreach (var entry in Words)
        {
            if (sdk is { } flags && (flags & entry.Sdk) != 0)
                attributes |= entry.Ours;
        }

        return attributes;
    }

    /// <summary>
    /// The set to send: the Directory bit follows the kind, and None stands alone because the service refuses it in company.
    /// </summary>
    public static NtfsFileAttributes ToSdk(ShareAttributes attributes, EntryKind kind)
    {
        NtfsFileAttributes flags = 0;
        foreach (var entry in Words)
        {
            if (entry.Ours != ShareAttributes.Directory && (attributes & entry.Ours) != 0)
                flags |= entry.Sdk;
        }

        if (kind == EntryKind.Directory)
            flags |= NtfsFileAttributes.Directory;
        return flags == 0 ? NtfsFileAttributes.None : flags;
    }
}
