using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Output;

/// <summary>The JSON of a failed command.</summary>
/// <param name="Error">The first failure.</param>
/// <param name="Errors">All of them, where a command line is wrong in several places.</param>
internal sealed record ErrorDocument(ControlError Error, IReadOnlyList<ControlError> Errors);
