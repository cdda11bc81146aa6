namespace AzFilesMount.Mounting.Options;

/// <summary>One knob of a mount: one name in its three spellings (flag, -o word, environment), its default and its reader.</summary>
public sealed record OptionDefinition
{
    public required string Name { get; init; }

    public required OptionHeading Heading { get; init; }

    public required string Help { get; init; }

    /// <summary>How the help calls the value; null for a switch.</summary>
    public string? ValueName { get; init; }

    /// <summary>One-letter flags that mean the same.</summary>
    public IReadOnlyList<string> ShortFlags { get; init; } = [];

    /// <summary>Further -o words that mean the same.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The default as a user would write it; empty when there is none.</summary>
    public string DefaultText { get; init; } = "";

    /// <summary>What the value is taken to be when only the name is given; null when a value is needed.</summary>
    public string? BareText { get; init; }

    /// <summary>Reads the text and puts it into the options.</summary>
    public required Func<MountOptions, string, OptionOutcome> Apply { get; init; }

    public bool IsSwitch => ValueName is null;

    public string Flag => "--" + Name;

    public string EnvironmentVariable => "AZFILESMOUNT_" + Name.Replace('-', '_').ToUpperInvariant();
}
