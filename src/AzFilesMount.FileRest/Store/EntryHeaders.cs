using System.Globalization;
using AzFilesMount.Core.Store;
using Azure;
using Azure.Core;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// Reads what an answer's headers say about an entry. All answers that describe one use the same names, so one reader does.
/// </summary>
internal static class EntryHeaders
{
    /// <param name="response">The answer.</param>
    /// <param name="name">The leaf name that was asked for.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="length">The file's whole length, which every kind of answer states in another place or not at all.</param>
    public static EntryInfo Read(Response response, string name, EntryKind kind, long length)
    {
        ResponseHeaders headers = response.Headers;
        DateTime lastWritten = Time(headers, "x-ms-file-last-write-time");
        return new EntryInfo
        {
            Name = name,
            Kind = kind,
            FileId = FileId(headers),
            Length = kind == EntryKind.File ? length : 0,
            Attributes = AttributeText.Parse(headers.TryGetValue("x-ms-file-attributes", out string? text) ? text : ""),
            Created = Time(headers, "x-ms-file-creation-time"),
            LastWritten = lastWritten,
            Changed = Time(headers, "x-ms-file-change-time"),
            // Only listings state the last access; the last write is the newest access that is certain.
            LastAccessed = lastWritten,
            ETag = ETag(headers),
        };
    }

    public static EntityTag ETag(ResponseHeaders headers) =>
        headers.TryGetValue("ETag", out string? text) ? EntityTag.Parse(text) : EntityTag.None;

    /// <summary>
    /// The state after a change of bytes; a last-written time that an old service version does not send is left at default.
    /// </summary>
    public static WrittenRange Written(Response response) =>
        new(ETag(response.Headers), Time(response.Headers, "x-ms-file-last-write-time"));

    public static long ContentLength(Response response) =>
        response.Headers.TryGetValue("Content-Length", out string? text)
            && long.TryParse(text, CultureInfo.InvariantCulture, out long length)
            ? length
            : 0;

    /// <summary>Reads "bytes first-last/total".</summary>
    public static bool TryContentRange(Response response, out long partLength, out long totalLength)
    {
        partLength = totalLength = 0;
        if (!response.Headers.TryGetValue("Content-Range", out string? text) || text is null)
            return false;
        ReadOnlySpan<char> rest = text.AsSpan()[(text.IndexOf(' ') + 1)..];
        int dash = rest.IndexOf('-');
        int slash = rest.IndexOf('/');
        if (dash < 0
            || slash < dash
            || !long.TryParse(rest[..dash], CultureInfo.InvariantCulture, out long first)
            || !long.TryParse(rest[(dash + 1)..slash], CultureInfo.InvariantCulture, out long last)
            || !long.TryParse(rest[(slash + 1)..], CultureInfo.InvariantCulture, out totalLength))
        {
            return false;
        }

        partLength = last - first + 1;
        return true;
    }

    private static ulong FileId(ResponseHeaders headers) =>
        headers.TryGetValue("x-ms-file-id", out string? text) && ulong.TryParse(text, CultureInfo.InvariantCulture, out ulong id) ? id : 0;

    private static DateTime Time(ResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out string? text) && DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime time)
            ? time
            : default;
}
