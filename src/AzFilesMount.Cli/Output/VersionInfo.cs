namespace AzFilesMount.Cli.Output;

/// <summary>What `version` prints.</summary>
internal sealed record VersionInfo(string Version, string Runtime, string System, string Architecture, string Notice);
