namespace AzFilesMount.Core.Store;

/// <summary>Properties to set in one request; null leaves a property as it is.</summary>
public readonly record struct PropertyChanges
{
    /// <summary>New length of a file: grows with zeros, shrinks by cutting.</summary>
    public long? Length { get; init; }

    /// <summary>The whole attribute set, replacing the old one.</summary>
    public ShareAttributes? Attributes { get; init; }

    public DateTime? Created { get; init; }

    /// <summary>With <see cref="Length"/> and no time given, the service stamps its own now.</summary>
    public DateTime? LastWritten { get; init; }

    public DateTime? Changed { get; init; }
}
