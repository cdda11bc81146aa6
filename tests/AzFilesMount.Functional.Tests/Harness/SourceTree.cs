using System.Globalization;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Writes a tree like a source checkout: deep directories, odd names, mostly small files, times to 100 ns.</summary>
public static class SourceTree
{
    private static readonly string[] OddNames =
    [
        "with space", "-leading-dash", ".hidden", "two..dots", "a+b=c&d;e,f", "100%", "#hash", "[brackets]{braces}(round)", "it's",
        "tilde~", "at@sign!", "dollar$caret^", "äöüß", "日本語", "Ελληνικά", "😀", "e\u0301 decomposed", "UPPER",
        "x.tar.gz", "`tick`",
    ];

    /// <summary>Writes about <paramref name="fileCount"/> files below <paramref name="root"/>.</summary>
    public static void Write(string root, int seed, int fileCount)
    {
        Random random = new(seed);
        List<string> directories = [root];
        Directory.CreateDirectory(root);
        AddDeepDirectories(directories, root);
        for (int i = 0; i < fileCount; i++)
        {
            if (i % 8 == 0)
                directories.Add(NewDirectory(directories[random.Next(directories.Count)], random, i));
            string name = i < OddNames.Length ? OddNames[i] : $"file{i.ToString(CultureInfo.InvariantCulture)}.cs";
            string path = Path.Combine(directories[random.Next(directories.Count)], name);
            File.WriteAllBytes(path, SeededData.Bytes(seed + i, NextLength(random)));
        }

        SetTimes(root, random);
    }

    /// <summary>Every path below the root with its time of last write, directories included.</summary>
    public static SortedDictionary<string, DateTime> Times(string root)
    {
        SortedDictionary<string, DateTime> times = new(StringComparer.Ordinal);
        foreach (FileSystemInfo entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            times.Add(Path.GetRelativePath(root, entry.FullName), entry.LastWriteTimeUtc);
        return times;
    }

    private static void AddDeepDirectories(List<string> directories, string root)
    {
        string deep = root;
        for (int i = 0; i < 12; i++)
        {
            deep = Directory.CreateDirectory(Path.Combine(deep, $"level{i}")).FullName;
            directories.Add(deep);
        }
    }

    private static string NewDirectory(string parent, Random random, int index)
    {
        string name = OddNames[random.Next(OddNames.Length)] + index.ToString(CultureInfo.InvariantCulture);
        return Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
    }

    private static int NextLength(Random random) => random.Next(100) switch
    {
        < 4 => 0,
        < 70 => random.Next(1, 8_000),
        < 97 => random.Next(8_000, 100_000),
        _ => random.Next(100_000, 3_000_000),
    };

    private static void SetTimes(string root, Random random)
    {
        DateTime start = new(2019, 3, 1, 12, 0, 0, DateTimeKind.Utc);
        List<string> entries = [.. Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)];
        // Deepest first, so that no later change inside a directory touches its time.
        entries.Sort((left, right) => string.CompareOrdinal(right, left));
        foreach (string entry in entries)
            File.SetLastWriteTimeUtc(entry, start.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 1_000)));
    }
}
