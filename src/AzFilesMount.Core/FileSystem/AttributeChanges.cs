namespace AzFilesMount.Core.FileSystem;

/// <summary>What a caller wants changed about a node; null leaves it. Times are UTC.</summary>
public readonly record struct AttributeChanges
{
    public long? Length { get; init; }

    /// <summary>The ReadOnly attribute alone (Linux: the absence of write bits); other attributes stay.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The whole attribute set (Windows).</summary>
    public Store.ShareAttributes? Attributes { get; init; }

    public DateTime? Created { get; init; }

    public DateTime? LastWritten { get; init; }

    public DateTime? Changed { get; init; }

    public bool IsEmpty => this == default;
}
