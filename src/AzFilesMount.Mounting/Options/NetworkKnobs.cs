namespace AzFilesMount.Mounting.Options;

/// <summary>How the service is talked to.</summary>
internal static class NetworkKnobs
{
    internal static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Define.Number("concurrency", OptionHeading.Network, "Requests in flight at the most",
            (1, 512, "32"), (options, value) => options with { Concurrency = (int)value }),
        Define.Duration("timeout", OptionHeading.Network, "How long one operation may take with all its retries",
            (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), TimeSpan.FromSeconds(30)),
            (options, value) => options with { Timeout = value }),
        Define.Number("retries", OptionHeading.Network, "Attempts after the first for a request that may be repeated",
            (0, 100, "5"), (options, value) => options with { Retries = (int)value }),
        ShareKnobs.HttpUri("proxy", OptionHeading.Network, "Proxy for all requests; HTTPS_PROXY is honoured without it",
            (options, value) => options with { Proxy = value }),
        Define.FilePath("ca-bundle", OptionHeading.Network, "Further certificate authorities to trust, a PEM file",
            (options, value) => options with { CaBundle = value }),
    ];
}
