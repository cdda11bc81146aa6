using System.Globalization;

namespace AzFilesMount.Mounting.Options;

/// <summary>Makes option definitions by kind of value, so that every kind says the same about wrong text and range.</summary>
internal static class Define
{
    internal static OptionDefinition Switch(
        string name, OptionHeading heading, string help, Func<MountOptions, bool, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            DefaultText = "false",
            BareText = "true",
            Apply = (options, text) => text.Trim().ToUpperInvariant() switch
            {
                "1" or "TRUE" or "YES" or "ON" => OptionOutcome.Ok(set(options, true)),
                "0" or "FALSE" or "NO" or "OFF" => OptionOutcome.Ok(set(options, false)),
                _ => OptionOutcome.Wrong("is neither true nor false", "use true or false, or the name alone for true"),
            },
        };

    internal static OptionDefinition Text(
        string name, OptionHeading heading, string valueName, string help, Func<MountOptions, string, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            ValueName = valueName,
            Apply = (options, text) => string.IsNullOrWhiteSpace(text)
                ? OptionOutcome.Wrong("is empty", $"give {valueName}, or leave it out")
                : OptionOutcome.Ok(set(options, text.Trim())),
        };

    /// <summary>A path, made absolute at once: a mount that detaches changes its working directory.</summary>
    internal static OptionDefinition FilePath(
        string name, OptionHeading heading, string help, Func<MountOptions, string, MountOptions> set) =>
        Text(name, heading, "file", help, (options, text) => set(options, Path.GetFullPath(text)));

    internal static OptionDefinition Choice(
        string name, OptionHeading heading, string help, string[] choices, string initial,
        Func<MountOptions, string, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            ValueName = string.Join('|', choices),
            DefaultText = initial,
            Apply = (options, text) => choices.Contains(text.Trim().ToLowerInvariant())
                ? OptionOutcome.Ok(set(options, text.Trim().ToLowerInvariant()))
                : OptionOutcome.Wrong("is not one of the choices", ChoiceFix(text, choices)),
        };

    internal static OptionDefinition Size(
        string name, OptionHeading heading, string help, (long Low, long High, long Initial) range,
        Func<MountOptions, long, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            ValueName = "size",
            DefaultText = SizeText.Format(range.Initial),
            Apply = (options, text) => (SizeText.TryParse(text, out long bytes), bytes) switch
            {
                (false, _) => Wrong("is not a size", SizeText.Format(range.Low), SizeText.Format(range.High), "64MiB"),
                (true, var value) when value < range.Low || value > range.High =>
                    Wrong("is out of range", SizeText.Format(range.Low), SizeText.Format(range.High), "64MiB"),
                _ => OptionOutcome.Ok(set(options, bytes)),
            },
        };

    internal static OptionDefinition Duration(
        string name, OptionHeading heading, string help, (TimeSpan Low, TimeSpan High, TimeSpan Initial) range,
        Func<MountOptions, TimeSpan, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            ValueName = "time",
            DefaultText = DurationText.Format(range.Initial),
            Apply = (options, text) => (DurationText.TryParse(text, out TimeSpan time), time) switch
            {
                (false, _) => Wrong("is not a duration", DurationText.Format(range.Low), DurationText.Format(range.High), "30s"),
                (true, var value) when value < range.Low || value > range.High =>
                    Wrong("is out of range", DurationText.Format(range.Low), DurationText.Format(range.High), "30s"),
                _ => OptionOutcome.Ok(set(options, time)),
            },
        };

    internal static OptionDefinition Number(
        string name, OptionHeading heading, string help, (long Low, long High, string Initial) range,
        Func<MountOptions, long, MountOptions> set) => new()
        {
            Name = name,
            Heading = heading,
            Help = help,
            ValueName = "number",
            DefaultText = range.Initial,
            Apply = (options, text) =>
                long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                && value >= range.Low && value <= range.High
                    ? OptionOutcome.Ok(set(options, value))
                    : OptionOutcome.Wrong("is not a number in range", $"use a whole number from {range.Low} to {range.High}"),
        };

    internal static OptionDefinition Mode(
        string name, string help, string initial, Func<MountOptions, int, MountOptions> set) => new()
        {
            Name = name,
            Heading = OptionHeading.Mount,
            Help = help,
            ValueName = "octal",
            DefaultText = initial,
            Apply = (options, text) => OctalText.TryParse(text, out int mode)
                ? OptionOutcome.Ok(set(options, mode))
                : OptionOutcome.Wrong("is not an octal mode", "use an octal number from 0 to 0777, such as 0750"),
        };

    private static OptionOutcome Wrong(string problem, string low, string high, string example) =>
        OptionOutcome.Wrong(problem, $"use a value from {low} to {high}, such as {example}");

    private static string ChoiceFix(string text, string[] choices)
    {
        string all = $"use one of: {string.Join(", ", choices)}";
        return Suggestion.Closest(text.Trim(), choices) is { } closest ? $"did you mean {closest}? {all}" : all;
    }
}
