using AzFilesMount.Core.Store;
using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>Turns <see cref="PropertyChanges"/> into what the SDK sends; a property that is null is not sent and so preserved.</summary>
internal static class PropertyText
{
    public static FileSmbProperties ToSmb(in PropertyChanges changes, EntryKind kind) => new()
    {
        FileAttributes = changes.Attributes is { } attributes ? AttributeText.ToSdk(attributes, kind) : null,
        FileCreatedOn = ToOffset(changes.Created),
        FileLastWrittenOn = ToOffset(changes.LastWritten),
        FileChangedOn = ToOffset(changes.Changed),
    };

    // The kind of a DateTime is not trusted: the contract says UTC, and Unspecified would be taken for local time.
    private static DateTimeOffset? ToOffset(DateTime? time) =>
        time is { } value ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;
}
