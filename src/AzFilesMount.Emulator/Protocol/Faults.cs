using System.Globalization;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>The service's error codes with their status and text.</summary>
internal static class Faults
{
    public static ServiceFault ResourceNotFound() => new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static ServiceFault ParentNotFound() => new(404, "ParentNotFound", "The specified parent path does not exist.");

    public static ServiceFault ShareNotFound() => new(404, "ShareNotFound", "The specified share does not exist.");

    public static ServiceFault ShareSnapshotNotFound() =>
        new(404, "ShareSnapshotNotFound", "The specified share snapshot does not exist.");

    public static ServiceFault ShareAlreadyExists() => new(409, "ShareAlreadyExists", "The specified share already exists.");

    public static ServiceFault ShareHasSnapshots() =>
        new(409, "ShareHasSnapshots", "The share has snapshots and the operation requires no snapshots.");

    public static ServiceFault ResourceAlreadyExists() => new(409, "ResourceAlreadyExists", "The specified resource already exists.");

    public static ServiceFault ResourceTypeMismatch() =>
        new(409, "ResourceTypeMismatch", "The specified resource type does not match the type of the existing resource.");

    public static ServiceFault DirectoryNotEmpty() => new(409, "DirectoryNotEmpty", "The specified directory is not empty.");

    public static ServiceFault ReadOnlyAttribute() =>
        new(409, "ReadOnlyAttribute", "The specified resource is read-only and cannot be modified at this time.");

    public static ServiceFault SharingViolation() =>
        new(409, "SharingViolation", "The specified resource may be in use by an SMB client.");

    public static ServiceFault InvalidRange(long? length = null)
    {
        var fault = new ServiceFault(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
        return length is { } known ? fault.WithHeader("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{known}")) : fault;
    }

    /// <summary>The code is documented, its status is not: 403 is assumed.</summary>
    public static ServiceFault ShareSizeLimitReached() =>
        new(403, "ShareSizeLimitReached", "The share size limit is reached.");

    public static ServiceFault FileTooLarge() =>
        new(400, "OutOfRangeInput", "The specified file size exceeds the maximum permissible limit.");

    public static ServiceFault RequestBodyTooLarge() =>
        new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static ServiceFault InvalidResourceName() =>
        new(400, "InvalidResourceName", "The specified resource name contains invalid characters.");

    public static ServiceFault InvalidPathName() =>
        new(400, "InvalidFileOrDirectoryPathName", "The specified file or directory path name is invalid.");

    public static ServiceFault InvalidUri() => new(400, "InvalidUri", "The requested URI does not represent any resource on the server.");

    public static ServiceFault InvalidInput() => new(400, "InvalidInput", "One of the request inputs is not valid.");

    public static ServiceFault UnsupportedVerb() =>
        new(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.");

    public static ServiceFault NotImplemented() =>
        new(501, "NotImplemented", "The requested operation is not implemented on the specified resource.");

    public static ServiceFault InternalError() =>
        new(500, "InternalError", "The server encountered an internal error. Please retry the request.");

    public static ServiceFault Md5Mismatch(string specified, string calculated) =>
        new ServiceFault(400, "Md5Mismatch", "The MD5 value specified in the request did not match with the MD5 value calculated by the server.")
            .With("UserSpecifiedMd5", specified)
            .With("ServerCalculatedMd5", calculated);

    public static ServiceFault InvalidMd5() =>
        new(400, "InvalidMd5", "The MD5 value specified in the request is invalid. MD5 value must be 128 bits and base64-encoded.");
}
