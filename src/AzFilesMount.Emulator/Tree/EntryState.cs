using AzFilesMount.Emulator.Storage;

namespace AzFilesMount.Emulator.Tree;

/// <summary>What is known of a file or directory at one instant. Immutable: a reader that holds one sees no later change.</summary>
internal sealed record EntryState
{
    public required ulong Id { get; init; }

    /// <summary>Name with the case it was created with; empty for a share's root.</summary>
    public required string Name { get; init; }

    public required bool IsDirectory { get; init; }

    public required SmbAttributes Attributes { get; init; }

    public required DateTime CreationTime { get; init; }

    public required DateTime LastWriteTime { get; init; }

    public required DateTime ChangeTime { get; init; }

    /// <summary>Instant of the last change of any kind; the entity tag. Differs from the change time only where a client set that.</summary>
    public required DateTime Version { get; init; }

    public long Length { get; init; }

    /// <summary>The bytes; null for directories.</summary>
    public FileContent? Content { get; init; }

    public required string PermissionKey { get; init; }

    public ContentHeaders Headers { get; init; } = ContentHeaders.Empty;

    /// <summary>Names as the client spelled them, without the header prefix.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    public Guid? LeaseId { get; init; }

    /// <summary>The copy that the file was made by, or null.</summary>
    public CopyRecord? Copy { get; init; }

    public bool IsReadOnly => Attributes.HasFlag(SmbAttributes.ReadOnly);

    /// <summary>The state after a change at <paramref name="instant"/> that leaves the last-write time alone.</summary>
    public EntryState Changed(DateTime instant) => this with { ChangeTime = instant, Version = instant };

    /// <summary>The state after the content changed at <paramref name="instant"/>.</summary>
    public EntryState Written(DateTime instant) => this with { ChangeTime = instant, Version = instant, LastWriteTime = instant };
}
