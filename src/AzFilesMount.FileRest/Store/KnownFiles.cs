using System.Collections.Concurrent;
using AzFilesMount.Core.Store;
using Azure;
using Azure.Core;
using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>
/// The content headers (content type and the like) of recently seen files. Set Properties clears those that it is not sent, so
/// they are sent again; a file not seen within <see cref="Lifetime"/> is asked first. Someone else's change of a header inside
/// that time can be lost, as it could between any question and answer, since the service takes no conditions. Bounded; thread-safe.
/// </summary>
internal sealed class KnownFiles
{
    /// <summary>How long the headers are believed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int Capacity = 4096;
    private const string DefaultContentType = "application/octet-stream";

    private readonly ConcurrentDictionary<SharePath, KnownFile> _files = new();
    private readonly TimeProvider _time;

    public KnownFiles(TimeProvider time) => _time = time;

    public bool TryGet(SharePath path, out KnownFile file) =>
        _files.TryGetValue(path, out file!) && _time.GetElapsedTime(file.SeenAt) < Lifetime;

    /// <summary>Remembers what an answer to HEAD or GET says.</summary>
    public void Learn(SharePath path, Response response) => Learn(path, Read(response.Headers));

    public void Learn(SharePath path, ShareFileHttpHeaders? headers)
    {
        // Exactness is not worth an eviction order here: what is dropped is asked again.
        if (_files.Count >= Capacity)
            _files.Clear();
        _files[path] = new KnownFile(headers, _time.GetTimestamp());
    }

    /// <summary>What is known of a file goes with it to its new name.</summary>
    public void Move(SharePath source, SharePath destination)
    {
        _files.TryRemove(destination, out _);
        if (_files.TryRemove(source, out KnownFile? known))
            _files[destination] = known;
    }

    /// <summary>The headers for a file that gets another length, of which the old hash would be a lie.</summary>
    public static ShareFileHttpHeaders? WithoutHash(ShareFileHttpHeaders? headers) => headers?.ContentHash is null ? headers : new()
    {
        ContentType = headers.ContentType,
        ContentEncoding = headers.ContentEncoding,
        ContentLanguage = headers.ContentLanguage,
        ContentDisposition = headers.ContentDisposition,
        CacheControl = headers.CacheControl,
    };

    public void Forget(SharePath path) => _files.TryRemove(path, out _);

    private static ShareFileHttpHeaders? Read(ResponseHeaders headers)
    {
        var content = new ShareFileHttpHeaders
        {
            ContentType = Value(headers, "Content-Type") is { } type && type != DefaultContentType ? type : null,
            ContentEncoding = List(headers, "Content-Encoding"),
            ContentLanguage = List(headers, "Content-Language"),
            ContentDisposition = Value(headers, "Content-Disposition"),
            CacheControl = Value(headers, "Cache-Control"),
            ContentHash = Hash(headers),
        };
        bool any = content.ContentType is not null || content.ContentEncoding is not null || content.ContentLanguage is not null
            || content.ContentDisposition is not null || content.CacheControl is not null || content.ContentHash is not null;
        return any ? content : null;
    }

    // A ranged GET names the file's own hash x-ms-content-md5; Content-MD5 there would be the range's.
    private static byte[]? Hash(ResponseHeaders headers)
    {
        string? text = Value(headers, "x-ms-content-md5") ?? (headers.Contains("Content-Range") ? null : Value(headers, "Content-MD5"));
        Span<byte> hash = stackalloc byte[16];
        return text is not null && Convert.TryFromBase64String(text, hash, out int count) && count == hash.Length ? hash.ToArray() : null;
    }

    private static string? Value(ResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out string? value) && value is { Length: > 0 } ? value : null;

    private static string[]? List(ResponseHeaders headers, string name) =>
        Value(headers, name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
