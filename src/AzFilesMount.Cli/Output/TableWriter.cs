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
        Console().Write(table);
    }

    /// <summary>Where nobody looks on, lines are never cut or wrapped: a script reads them.</summary>
    private IAnsiConsole Console()
    {
        bool decorate = context.OutIsTerminal && context.MayDecorate;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = decorate ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = decorate ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(context.Out),
        });
        if (!context.OutIsTerminal)
            console.Profile.Width = WideEnough;
        return console;
    }
}
