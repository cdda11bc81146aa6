namespace AzFilesMount.Mounting.Options;

/// <summary>The options with one more setting in them, or what is wrong with its text.</summary>
/// <param name="Options">The new options; null when the text is wrong.</param>
/// <param name="Problem">What is wrong, to follow the setting and its value: "is not a size".</param>
/// <param name="Fix">What to write instead.</param>
public readonly record struct OptionOutcome(MountOptions? Options, string? Problem, string? Fix)
{
    public static OptionOutcome Ok(MountOptions options) => new(options, null, null);

    public static OptionOutcome Wrong(string problem, string fix) => new(null, problem, fix);
}
