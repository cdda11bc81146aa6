using System.CommandLine;

namespace AzFilesMount.Cli.Commands;

/// <summary>One verb.</summary>
internal interface ICliCommand
{
    Command Build();
}
