using System.Text.Json;

namespace AzFilesMount.Mounting.Control;

/// <summary>One line from mount to client: any number with progress, then one with a value or an error.</summary>
public sealed record ControlReply
{
    /// <summary>Bytes not yet on the share, while the mount is at work.</summary>
    public long? Remaining { get; init; }

    public JsonElement? Value { get; init; }

    public ControlError? Error { get; init; }
}
