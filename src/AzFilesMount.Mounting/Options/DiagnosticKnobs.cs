using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Options;

/// <summary>What the mount says about itself.</summary>
internal static class DiagnosticKnobs
{
    internal static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Define.Number("verbose", OptionHeading.Diagnostics, "Log more: once one line an operation, twice everything",
            (0, 2, "0"), (options, value) => options with { Verbosity = (int)value }) with { ShortFlags = ["-v"], BareText = "1" },
        Define.Switch("quiet", OptionHeading.Diagnostics, "Say nothing but errors",
            (options, value) => options with { Quiet = value }) with { ShortFlags = ["-q"] },
        Define.Choice("log-level", OptionHeading.Diagnostics, "Least level that is logged",
            ["trace", "debug", "information", "warning", "error", "critical", "none"], "information",
            (options, value) => options with { LogLevel = Enum.Parse<LogLevel>(value, ignoreCase: true) }),
        Define.FilePath("log-file", OptionHeading.Diagnostics,
            "File to log to; a mount in the background logs into its state directory without it",
            (options, value) => options with { LogFile = value }),
        Define.Choice("log-format", OptionHeading.Diagnostics, "Form of a log line", ["text", "json"], "text",
            (options, value) => options with { JsonLog = value == "json" }),
    ];
}
