using AzFilesMount.Core.FileSystem;

namespace AzFilesMount.Mounting.Options;

/// <summary>What is kept in memory, for how long, and when writes go out.</summary>
internal static class CachingKnobs
{
    private static readonly TimeSpan LongestTtl = TimeSpan.FromDays(1);

    internal static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Define.Size("memory", OptionHeading.Caching, "Budget for file content held in memory",
            (16L << 20, 1L << 40, 256L << 20), (options, value) => options with { Memory = value }),
        Define.Size("metadata-memory", OptionHeading.Caching, "Budget for listings and attributes held in memory",
            (1L << 20, 1L << 36, 64L << 20), (options, value) => options with { MetadataMemory = value }),
        Define.Size("read-ahead", OptionHeading.Caching, "How far to fetch ahead of a sequential reader; 0 is off",
            (0, 1L << 30, 32L << 20), (options, value) => options with { ReadAhead = value }),
        Define.Duration("attr-ttl", OptionHeading.Caching, "How long attributes are trusted; 0 asks always",
            (TimeSpan.Zero, LongestTtl, TimeSpan.FromSeconds(1)),
            (options, value) => options with { AttributeTtl = value }) with { Words = ["attr-timeout", "acregmax"] },
        Define.Duration("dir-ttl", OptionHeading.Caching, "How long listings are trusted",
            (TimeSpan.Zero, LongestTtl, TimeSpan.FromSeconds(30)),
            (options, value) => options with { DirectoryTtl = value }) with { Words = ["dir-cache-time", "acdirmax"] },
        Define.Duration("negative-ttl", OptionHeading.Caching, "How long a name is trusted to be absent",
            (TimeSpan.Zero, LongestTtl, TimeSpan.FromSeconds(1)),
            (options, value) => options with { NegativeTtl = value }) with { Words = ["negative-timeout"] },
        Define.Choice("write-policy", OptionHeading.Caching, "When written bytes must be on the share: at each write, or at close",
            ["through", "close"], "close",
            (options, value) => options with { WritePolicy = value == "through" ? WritePolicy.Through : WritePolicy.Close }),
    ];
}
