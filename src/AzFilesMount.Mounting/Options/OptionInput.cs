namespace AzFilesMount.Mounting.Options;

/// <summary>One setting as somebody gave it.</summary>
/// <param name="Name">The option's name.</param>
/// <param name="Text">Its value, unparsed.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Spelling">How its giver spelled it ("--memory", "-o memory", "AZFILESMOUNT_MEMORY"), for messages.</param>
public sealed record OptionInput(string Name, string Text, OptionOrigin Origin, string Spelling);
