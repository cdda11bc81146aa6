using System.Text;

namespace AzFilesMount.Mounting.Options;

/// <summary>Reads -o lists: words as of fstab, mount.cifs and sshfs; a comma inside a value is written \, or quoted.</summary>
public static class OptionWords
{
    /// <summary>cifs' word for all three times of trust; a single one given beside it wins.</summary>
    internal const string AllTtls = "actimeo";

    private static readonly string[] Ttls = ["attr-ttl", "dir-ttl", "negative-ttl"];

    public static WordList Parse(IEnumerable<string> lists)
    {
        var general = new List<OptionInput>();
        var inputs = new List<OptionInput>();
        var failures = new List<MountFailure>();
        var notices = new List<string>();
        foreach (string word in lists.SelectMany(Split))
        {
            (string key, string? value) = Cut(word);
            if (OptionCatalog.Normalise(key) == AllTtls)
                general.AddRange(Ttls.Select(name => new OptionInput(name, value ?? "", OptionOrigin.Word, $"-o {AllTtls}")));
            else if (OptionCatalog.Find(key) is { } definition)
                inputs.Add(new OptionInput(definition.Name, value ?? definition.BareText ?? "", OptionOrigin.Word, $"-o {key}"));
            else if (ForeignWords.RefusalOf(key) is { } refusal)
                failures.Add(new MountFailure(ExitCode.Usage, $"-o {key} is not accepted", refusal));
            else if (ForeignWords.NoticeOf(key) is { } notice)
                notices.Add($"-o {key} has no effect: {notice}");
            else if (!ForeignWords.IsNoise(key))
                failures.Add(Unknown(key));
        }

        return new WordList([.. general, .. inputs], failures, notices);
    }

    internal static IEnumerable<string> Split(string list)
    {
        var word = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < list.Length; i++)
        {
            char c = list[i];
            if (c == '\\' && i + 1 < list.Length)
                word.Append(list[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c != ',' || quoted)
                word.Append(c);
            else if (Take(word) is { Length: > 0 } finished)
                yield return finished;
        }

        if (Take(word) is { Length: > 0 } last)
            yield return last;
    }

    private static string Take(StringBuilder word)
    {
        string text = word.ToString().Trim();
        word.Clear();
        return text;
    }

    private static (string Key, string? Value) Cut(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    private static MountFailure Unknown(string key)
    {
        string hint = Suggestion.Closest(OptionCatalog.Normalise(key), OptionCatalog.Spellings) is { } closest
            ? $"did you mean {closest}? `azfilesmount mount --help` lists them all"
            : "`azfilesmount mount --help` lists all options; each is an -o word too";
        return new MountFailure(ExitCode.Usage, $"unknown option -o {key}", hint);
    }
}
