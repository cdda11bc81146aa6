using System.CommandLine;
using System.CommandLine.Parsing;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli;

/// <summary>Says what is wrong with a command line in our words, all of it at once, with what was probably meant.</summary>
internal static class UsageErrors
{
    internal static void ThrowIfAny(ParseResult parsed, RootCommand root)
    {
        CommandResult command = parsed.CommandResult;
        List<string> unknownFlags = [.. UnknownFlags(parsed)];
        if (unknownFlags.Count > 0)
            throw new MountException([.. unknownFlags.Select(flag => UnknownFlag(flag, command.Command))]);
        if (parsed.Errors.Count == 0)
            return;
        throw new MountException([.. parsed.Errors.Select(error => Translate(error, command, root)).Distinct()]);
    }

    /// <summary>The parser takes a misspelt flag for an argument; nothing here is an argument that begins with a dash.</summary>
    private static IEnumerable<string> UnknownFlags(ParseResult parsed)
    {
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
                yield break;
            bool isValueOfOption = parsed.CommandResult.Children.OfType<OptionResult>().Any(option => option.Tokens.Contains(token));
            if (token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-' && !isValueOfOption)
                yield return token.Value;
        }
    }

    private static MountFailure UnknownFlag(string text, Command command)
    {
        string flag = text.Split('=')[0];
        List<string> known = [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name)];
        string help = $"`azfilesmount {PathOf(command)}--help` lists all flags";
        string hint = Suggestion.Closest(flag, known) is { } closest ? $"did you mean {closest}? {help}" : help;
        return new MountFailure(ExitCode.Usage, $"unknown flag {flag}", hint);
    }

    private static MountFailure Translate(ParseError error, CommandResult command, RootCommand root)
    {
        string help = $"`azfilesmount {PathOf(command.Command)}--help` shows the usage";
        if (command.Command == root && command.Tokens.Count == 0 && root.Subcommands.Count > 0)
            return UnknownCommand(command, root, error);
        if (error.SymbolResult is ArgumentResult { Argument: var argument })
            return new MountFailure(ExitCode.Usage, $"<{argument.Name}> is missing", help);
        return new MountFailure(ExitCode.Usage, error.Message.TrimEnd('.'), help);
    }

    private static MountFailure UnknownCommand(CommandResult result, RootCommand root, ParseError error)
    {
        string all = string.Join(", ", root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name));
        string? word = result.Parent is null ? UnmatchedWord(error) : null;
        if (word is null)
            return new MountFailure(ExitCode.Usage, "no command given", $"use one of: {all}");
        List<string> names = [.. root.Subcommands.SelectMany(command => command.Aliases.Append(command.Name))];
        string hint = Suggestion.Closest(word, names) is { } closest ? $"did you mean {closest}? " : "";
        return new MountFailure(ExitCode.Usage, $"unknown command {word}", $"{hint}use one of: {all}");
    }

    /// <summary>The parser quotes the word it did not know; a missing command has no such word.</summary>
    private static string? UnmatchedWord(ParseError error)
    {
        int start = error.Message.IndexOf('\'', StringComparison.Ordinal);
        int end = error.Message.LastIndexOf('\'');
        return start >= 0 && end > start ? error.Message[(start + 1)..end] : null;
    }

    private static string PathOf(Command command)
    {
        string path = "";
        for (Command? at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
            path = $"{at.Name} {path}";
        return path;
    }
}
