namespace AzFilesMount.Mounting.Options;

/// <summary>All knobs of a mount, in the order of the help.</summary>
public static class OptionCatalog
{
    private static readonly OptionDefinition[] Definitions =
        [.. ShareKnobs.All, .. MountKnobs.All, .. CachingKnobs.All, .. NetworkKnobs.All, .. DiagnosticKnobs.All];

    private static readonly Dictionary<string, OptionDefinition> BySpelling = Definitions
        .SelectMany(definition => definition.Words.Append(definition.Name), (definition, word) => (word, definition))
        .ToDictionary(pair => Normalise(pair.word), pair => pair.definition, StringComparer.Ordinal);

    public static IReadOnlyList<OptionDefinition> All => Definitions;

    /// <summary>Every word -o understands, for suggestions.</summary>
    public static IReadOnlyList<string> Spellings { get; } = [.. BySpelling.Keys, OptionWords.AllTtls];

    /// <summary>Finds an option by its name or an -o word; '_' and '-' are the same, as in allow_other.</summary>
    public static OptionDefinition? Find(string word) => BySpelling.GetValueOrDefault(Normalise(word));

    public static OptionDefinition Get(string name) =>
        Find(name) ?? throw new ArgumentException($"No mount option is called {name}.", nameof(name));

    internal static string Normalise(string word) => word.Trim().Replace('_', '-').ToLowerInvariant();
}
