using System.CommandLine;
using System.CommandLine.Parsing;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Commands;

/// <summary>The mount options of the catalogue as flags; values stay text, so that one place reads and judges all spellings.</summary>
internal sealed class MountFlags
{
    private readonly List<(OptionDefinition Definition, Option Flag)> _flags = [.. OptionCatalog.All.Select(Make)];

    private readonly Option<string[]> _words = new("-o")
    {
        HelpName = "word[=value],...",
        Description = "Options as mount(8) takes them; every flag is a word too",
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
    };

    internal void AddTo(Command command)
    {
        command.Add(_words);
        foreach ((_, Option flag) in _flags)
            command.Add(flag);
    }

    internal IReadOnlyList<string> ReadWords(ParseResult parsed) => parsed.GetValue(_words) ?? [];

    internal IEnumerable<OptionInput> ReadFlags(ParseResult parsed)
    {
        foreach ((OptionDefinition definition, Option flag) in _flags)
        {
            if (parsed.GetResult(flag) is { Implicit: false } result)
                yield return new OptionInput(definition.Name, TextOf(definition, result), OptionOrigin.Flag, definition.Flag);
        }
    }

    /// <summary>The last value given; of -v, how often it was given.</summary>
    private static string TextOf(OptionDefinition definition, OptionResult result)
    {
        if (definition.Name == "verbose")
            return Math.Min(2, result.IdentifierTokenCount).ToString("D", null);
        return result.Tokens.Count > 0 ? result.Tokens[^1].Value : definition.BareText ?? "";
    }

    private static (OptionDefinition Definition, Option Flag) Make(OptionDefinition definition)
    {
        string[] aliases = [.. definition.ShortFlags];
        Option flag = definition.BareText is not null
            ? new Option<bool>(definition.Flag, aliases) { Arity = ArgumentArity.Zero }
            : new Option<string[]>(definition.Flag, aliases) { Arity = ArgumentArity.OneOrMore, HelpName = definition.ValueName };
        flag.Description = definition.DefaultText is "" or "false" ? definition.Help : $"{definition.Help} [{definition.DefaultText}]";
        return (definition, flag);
    }
}
