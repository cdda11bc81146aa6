namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Bearer tokens the emulator hands out at start.</summary>
public sealed record ReadyTokens(string Contributor, string Reader);
