namespace AzFilesMount.Mounting.Options;

/// <summary>A setting in effect, as `status` shows it. Never a secret: no option carries one.</summary>
public sealed record OptionValue(string Name, string Text, OptionOrigin Origin);
