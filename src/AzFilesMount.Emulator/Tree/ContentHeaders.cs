namespace AzFilesMount.Emulator.Tree;

/// <summary>The HTTP headers stored with a file; null where the client set none.</summary>
internal sealed record ContentHeaders(
    string? Type = null,
    string? Encoding = null,
    string? Language = null,
    string? Disposition = null,
    string? CacheControl = null,
    string? Md5 = null)
{
    public static readonly ContentHeaders Empty = new();
}
