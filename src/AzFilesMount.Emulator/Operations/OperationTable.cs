using System.Collections.Frozen;
using AzFilesMount.Emulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Which operation a request is: a look-up by method, what it addresses, <c>restype</c> and <c>comp</c>.</summary>
internal static class OperationTable
{
    private const string Service = "service";
    private const string Share = "share";
    private const string Directory = "directory";
    private const string Entry = "";

    private static readonly CreateFile CreateFile = new();
    private static readonly CopyFile CopyFile = new();
    private static readonly PutRangeFromUrl PutRangeFromUrl = new();

    private static readonly FrozenDictionary<(string Method, string Kind, string Comp), IOperation> Operations =
        new Dictionary<(string, string, string), IOperation>
        {
            [("PUT", Share, "")] = new CreateShare(),
            [("GET", Share, "")] = new GetShareProperties(),
            [("HEAD", Share, "")] = new GetShareProperties(),
            [("DELETE", Share, "")] = new DeleteShare(),
            [("PUT", Share, "snapshot")] = new SnapshotShare(),
            [("GET", Share, "stats")] = new GetShareStats(),
            [("PUT", Share, "filepermission")] = new CreatePermission(),
            [("GET", Share, "filepermission")] = new GetPermission(),
            [("PUT", Directory, "")] = new CreateDirectory(),
            [("GET", Directory, "")] = new GetDirectoryProperties(),
            [("HEAD", Directory, "")] = new GetDirectoryProperties(),
            [("DELETE", Directory, "")] = new DeleteDirectory(),
            [("GET", Directory, "list")] = new ListDirectoriesAndFiles(),
            [("PUT", Directory, "properties")] = new SetDirectoryProperties(),
            [("PUT", Directory, "metadata")] = new SetMetadata(isDirectory: true),
            [("GET", Directory, "metadata")] = new GetMetadata(isDirectory: true),
            [("HEAD", Directory, "metadata")] = new GetMetadata(isDirectory: true),
            [("PUT", Directory, "rename")] = new RenameEntry(isDirectory: true),
            [("PUT", Entry, "")] = CreateFile,
            [("GET", Entry, "")] = new GetFile(),
            [("HEAD", Entry, "")] = new GetFileProperties(),
            [("DELETE", Entry, "")] = new DeleteFile(),
            [("PUT", Entry, "properties")] = new SetFileProperties(),
            [("PUT", Entry, "metadata")] = new SetMetadata(isDirectory: false),
            [("GET", Entry, "metadata")] = new GetMetadata(isDirectory: false),
            [("HEAD", Entry, "metadata")] = new GetMetadata(isDirectory: false),
            [("PUT", Entry, "range")] = new PutRange(),
            [("GET", Entry, "rangelist")] = new ListRanges(),
            [("PUT", Entry, "rename")] = new RenameEntry(isDirectory: false),
            [("PUT", Entry, "lease")] = new LeaseFile(),
            [("GET", Entry, "listhandles")] = new ListHandles(),
            [("PUT", Entry, "forceclosehandles")] = new ForceCloseHandles(),
            [("PUT", Entry, "copy")] = new AbortCopyFile(),
            [("PUT", "hardlink", "")] = new UnbuiltOperation("CreateHardLink"),
            [("PUT", "symboliclink", "")] = new UnbuiltOperation("CreateSymbolicLink"),
            [("GET", "symboliclink", "")] = new UnbuiltOperation("GetSymbolicLink"),
            [("PUT", Share, "lease")] = new LeaseShare(),
            [("PUT", Share, "acl")] = new SetShareAcl(),
            [("GET", Share, "acl")] = new GetShareAcl(),
            [("PUT", Share, "properties")] = new SetShareProperties(),
            [("PUT", Share, "metadata")] = new SetShareMetadata(),
            [("GET", Share, "metadata")] = new GetShareMetadata(),
            [("HEAD", Share, "metadata")] = new GetShareMetadata(),
            [("PUT", Share, "undelete")] = new UnbuiltOperation("UndeleteShare"),
            [("GET", Service, "list")] = new ListShares(),
            [("GET", Service, "properties")] = new UnbuiltOperation("GetFileServiceProperties"),
            [("PUT", Service, "properties")] = new UnbuiltOperation("SetFileServiceProperties"),
        }.ToFrozenDictionary();

    /// <summary>Every name that an operation of the service can have in the request log.</summary>
    public static IReadOnlySet<string> Names { get; } =
        Operations.Values.Select(o => o.Name).Append(CopyFile.Name).Append(PutRangeFromUrl.Name).ToFrozenSet();

    public static IOperation? TryFind(HttpRequest request, RequestTarget target) =>
        Operations.TryGetValue((request.Method, Kind(target), Lower(target.Query("comp"))), out var operation)
            ? Variant(operation, request)
            : null;

    public static IOperation Find(HttpRequest request, RequestTarget target)
    {
        if (TryFind(request, target) is { } operation)
            return operation;
        var kind = Kind(target);
        var comp = Lower(target.Query("comp"));
        if (Operations.Keys.Any(k => k.Kind == kind && k.Comp == comp))
            throw Faults.UnsupportedVerb();
        throw comp.Length > 0
            ? RequestFaults.InvalidParameter("comp", target.Query("comp")!, "Unknown value for this resource.")
            : RequestFaults.InvalidParameter("restype", target.Query("restype") ?? "", "Unknown value for this resource.");
    }

    /// <summary>Copies share method and address with creation and writing; a header tells them apart.</summary>
    private static IOperation Variant(IOperation operation, HttpRequest request)
    {
        if (!request.Headers.ContainsKey(CopySource.Header))
            return operation;
        if (operation == CreateFile)
            return CopyFile;
        return operation is PutRange ? PutRangeFromUrl : operation;
    }

    private static string Kind(RequestTarget target) => target.Share is null ? Service : Lower(target.Query("restype"));

#pragma warning disable CA1308 // Parameter values are compared without case; the table has them in lower case.
    private static string Lower(string? text) => text?.ToLowerInvariant() ?? "";
#pragma warning restore CA1308
}
