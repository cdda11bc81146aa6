using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Tree;

/// <summary>Reads and writes attribute lists: joined by <c>|</c> in requests and by <c> | </c> in answers.</summary>
internal static class SmbAttributeText
{
    private static readonly SmbAttributes[] Members = [.. Enum.GetValues<SmbAttributes>().Where(m => m != SmbAttributes.None)];

    public static string Format(SmbAttributes attributes) =>
        attributes == SmbAttributes.None
            ? nameof(SmbAttributes.None)
            : string.Join(" | ", Members.Where(m => attributes.HasFlag(m)).Select(m => m.ToString()));

    /// <summary>None is a value of its own, not one to be combined; Directory is for directories only.</summary>
    public static SmbAttributes Parse(string text, bool isDirectory)
    {
        var result = SmbAttributes.None;
        var names = text.Split('|', StringSplitOptions.TrimEntries);
        foreach (var name in names)
            result |= ParseOne(name, text, isAlone: names.Length == 1);
        if (!isDirectory && result.HasFlag(SmbAttributes.Directory))
            throw Refused(text);
        return isDirectory ? result | SmbAttributes.Directory : result;
    }

    private static SmbAttributes ParseOne(string name, string text, bool isAlone)
    {
        if (name.Equals(nameof(SmbAttributes.None), StringComparison.OrdinalIgnoreCase))
            return isAlone ? SmbAttributes.None : throw Refused(text);
        foreach (var member in Members)
        {
            if (name.Equals(member.ToString(), StringComparison.OrdinalIgnoreCase))
                return member;
        }

        throw Refused(text);
    }

#pragma warning disable CA1308 // The service echoes the refused value in lower case.
    private static ServiceFault Refused(string text) => RequestFaults.InvalidHeader(WireHeaders.Attributes, text.ToLowerInvariant());
#pragma warning restore CA1308
}
