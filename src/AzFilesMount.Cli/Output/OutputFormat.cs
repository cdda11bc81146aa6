namespace AzFilesMount.Cli.Output;

/// <summary>Forms of what a command prints on standard output.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Tsv,
    Prom,
}
