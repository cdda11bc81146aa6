namespace AzFilesMount.Emulator;

/// <summary>Ready-made bearer tokens for the audience <c>https://storage.azure.com</c>, one a role.</summary>
public sealed record ReadyTokens(string Contributor, string Reader)
{
    /// <summary>Keeps the tokens out of whatever prints the record.</summary>
    public override string ToString() => "(tokens)";
}
