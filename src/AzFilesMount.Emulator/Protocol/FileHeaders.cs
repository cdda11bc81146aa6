using System.Globalization;
using AzFilesMount.Emulator.Operations;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>A file's own headers: content headers, lease and type, on top of the SMB properties.</summary>
internal static class FileHeaders
{
    private const string DefaultType = "application/octet-stream";

    /// <summary>Headers of reading a file. The stored MD5 is that of the whole, so a part of the file must not carry it as Content-MD5.</summary>
    public static void Write(OperationContext context, EntryState state, ulong parentId, bool isPart)
    {
        var headers = context.Response.Headers;
        Answers.Stamp(context, state);
        headers.ContentType = state.Headers.Type ?? DefaultType;
        Set("Content-Encoding", state.Headers.Encoding);
        Set("Content-Language", state.Headers.Language);
        Set("Content-Disposition", state.Headers.Disposition);
        Set("Cache-Control", state.Headers.CacheControl);
        Set(isPart ? "x-ms-content-md5" : "Content-MD5", state.Headers.Md5);
        headers[WireHeaders.Type] = "File";
        headers[WireHeaders.Encrypted] = "true";
        headers[WireHeaders.LeaseStatus] = state.LeaseId is null ? "unlocked" : "locked";
        headers[WireHeaders.LeaseState] = state.LeaseId is null ? "available" : "leased";
        Set(WireHeaders.LeaseDuration, state.LeaseId is null ? null : "infinite");
        PropertyHeaders.Write(context, state, parentId);
        MetadataHeaders.Write(context, state.Metadata);
        if (state.Copy is { } copy)
            WriteCopy(context, copy);

        void Set(string name, string? value)
        {
            if (value is not null)
                headers[name] = value;
        }
    }

    private static void WriteCopy(OperationContext context, CopyRecord copy)
    {
        var headers = context.Response.Headers;
        headers["x-ms-copy-id"] = copy.Id.ToString();
        headers["x-ms-copy-source"] = copy.Source;
        headers["x-ms-copy-status"] = "success";
        headers["x-ms-copy-progress"] = string.Create(CultureInfo.InvariantCulture, $"{copy.Length}/{copy.Length}");
        headers["x-ms-copy-completion-time"] = WireTime.Http(copy.Completed);
    }

    /// <summary>The content headers of a request; a header that is not sent is not kept either.</summary>
    public static ContentHeaders Read(OperationContext context) => new(
        context.Header("x-ms-content-type"),
        context.Header("x-ms-content-encoding"),
        context.Header("x-ms-content-language"),
        context.Header("x-ms-content-disposition"),
        context.Header("x-ms-cache-control"),
        Md5(context, "x-ms-content-md5"));

    public static string? Md5(OperationContext context, string name)
    {
        if (context.Header(name) is not { } text)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        return text.Length == 24 && Convert.TryFromBase64String(text, bytes, out var count) && count == bytes.Length
            ? text
            : throw Faults.InvalidMd5();
    }
}
