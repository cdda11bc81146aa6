using System.Buffers;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Tree;

/// <summary>Which names exist, and when two are the same.</summary>
internal static class NameRules
{
    private const int MaximumNameLength = 255;
    private const int MaximumPathLength = 2048;
    private const int MaximumDepth = 250;

    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. "\"\\/:|<>*?", '\u007F', .. Enumerable.Range(0, 0x20).Select(c => (char)c)]);

    private static readonly HashSet<string> Reserved = new(ReservedNames(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The form under which names are compared and sorted.</summary>
    public static string Fold(string name) => name.ToUpperInvariant();

    /// <summary>Checks names sent by a client and, unless they are to be kept, takes dots off their ends.</summary>
    public static string[] Accept(string[] names, bool keepTrailingDots)
    {
        if (names.Length > MaximumDepth || names.Sum(n => n.Length + 1) - 1 > MaximumPathLength)
            throw Faults.InvalidPathName();
        var accepted = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
            accepted[i] = Accept(names[i], keepTrailingDots);
        return accepted;
    }

    public static bool IsShareName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(c => c is '-' || char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c))
        && name[0] != '-' && name[^1] != '-'
        && !name.Contains("--", StringComparison.Ordinal);

    private static string Accept(string name, bool keepTrailingDots)
    {
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny(Forbidden))
            throw Faults.InvalidResourceName();
        var kept = keepTrailingDots ? name : name.TrimEnd('.');
        if (kept.Length == 0 || Reserved.Contains(kept))
            throw Faults.InvalidResourceName();
        return kept.Length <= MaximumNameLength ? kept : throw Faults.InvalidPathName();
    }

    private static IEnumerable<string> ReservedNames()
    {
        string[] plain = ["CON", "PRN", "AUX", "NUL", "CLOCK$"];
        var ports = Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" });
        return plain.Concat(ports);
    }
}
