using AzFilesMount.Cli;
using Spectre.Console;

namespace AzFilesMount.Cli.Output;

/// <summary>Prints rows as a table for people, or as tab-separated values for scripts.</summary>
internal sealed class TableWriter(CliContext context)
{
    private const int WideEnough = 4096;

    internal void Write(OutputFormat format, string[] columns, IEnumerable<string[]> rows)
    {
        if (format == OutputFormat.Tsv)
            WriteTsv(rows);
        else
            WriteTable(columns, rows);
    }

    private void WriteTsv(IEnumerable<string[]> rows)
    {
        foreach (string[] row in rows)
            context.Print(string.Join('\t', row.Select(cell => cell.Replace('\t', ' '))));
    }

    private void WriteTable(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (string column in columns)
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column)}[/]") { NoWrap = true });
        foreach (string[] row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        if (context.OutIsTerminal)
            Console(context.Out).Write(table);
        else
            WritePlain(table);
    }

    /// <summary>Where nobody looks on, lines are neither cut nor padded: a script reads them.</summary>
    private void WritePlain(Table table)
    {
        using var text = new StringWriter();
        IAnsiConsole console = Console(text);
        console.Profile.Width = WideEnough;
        console.Write(table);
        foreach (string line in text.ToString().TrimEnd().Split('\n'))
            context.Print(line.TrimEnd());
    }

    private IAnsiConsole Console(TextWriter writer)
    {
        bool decorate = context.OutIsTerminal && context.MayDecorate;
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = decorate ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = decorate ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
    }
}
