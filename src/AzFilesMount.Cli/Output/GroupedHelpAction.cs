using System.CommandLine;
using System.CommandLine.Invocation;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Output;

/// <summary>The help of `mount`, by headings as in the catalogue of options; that of every other command is the parser's.</summary>
internal sealed class GroupedHelpAction(CliContext context, SynchronousCommandLineAction other) : SynchronousCommandLineAction
{
    private const int Column = 34;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not { Name: "mount" } mount)
            return other.Invoke(parseResult);
        context.Print($"""
            Usage: azfilesmount mount <url> <directory> [flags] [-o word[=value],...]

            {mount.Description}. It goes to the background once it can be used.
              url        https://account.file.core.windows.net/share[/directory], //account..., account/share, emulator:share
              directory  an empty directory

            Each flag is an -o word, too (allow_other, memory=1G), and a variable (AZFILESMOUNT_MEMORY=1G).
            Precedence: flag, -o, environment, default. Sizes: 64MiB, 1G. Times: 500ms, 30s, 5m.
            """);
        foreach (IGrouping<OptionHeading, OptionDefinition> group in OptionCatalog.All.GroupBy(definition => definition.Heading))
        {
            context.Print($"\n{group.Key}:");
            foreach (OptionDefinition definition in group)
                context.Print(Line(definition));
        }

        return 0;
    }

    private static string Line(OptionDefinition definition)
    {
        string names = string.Join(", ", definition.ShortFlags.Append(definition.Flag));
        string label = definition.BareText is null ? $"{names} <{definition.ValueName}>" : names;
        string initial = definition.DefaultText is "" or "false" or "0" ? "" : $" [{definition.DefaultText}]";
        string text = $"{definition.Help}{initial}";
        return label.Length <= Column - 4 ? $"  {label.PadRight(Column - 2)}{text}" : $"  {label}\n{new string(' ', Column)}{text}";
    }
}
