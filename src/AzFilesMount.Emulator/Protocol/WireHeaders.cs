namespace AzFilesMount.Emulator.Protocol;

/// <summary>Header names of the protocol that are used in more than one place.</summary>
internal static class WireHeaders
{
    public const string Version = "x-ms-version";
    public const string RequestId = "x-ms-request-id";
    public const string ClientRequestId = "x-ms-client-request-id";
    public const string ErrorCode = "x-ms-error-code";
    public const string Intent = "x-ms-file-request-intent";
    public const string ContentLength = "x-ms-content-length";
    public const string Type = "x-ms-type";
    public const string Range = "x-ms-range";
    public const string Write = "x-ms-write";
    public const string Attributes = "x-ms-file-attributes";
    public const string CreationTime = "x-ms-file-creation-time";
    public const string LastWriteTime = "x-ms-file-last-write-time";
    public const string ChangeTime = "x-ms-file-change-time";
    public const string FileId = "x-ms-file-id";
    public const string ParentId = "x-ms-file-parent-id";
    public const string Permission = "x-ms-file-permission";
    public const string PermissionKey = "x-ms-file-permission-key";
    public const string RequestEncrypted = "x-ms-request-server-encrypted";
    public const string Encrypted = "x-ms-server-encrypted";
    public const string LeaseId = "x-ms-lease-id";
    public const string LeaseAction = "x-ms-lease-action";
    public const string LeaseDuration = "x-ms-lease-duration";
    public const string LeaseState = "x-ms-lease-state";
    public const string LeaseStatus = "x-ms-lease-status";
    public const string LeaseTime = "x-ms-lease-time";
    public const string ProposedLeaseId = "x-ms-proposed-lease-id";
    public const string SourceLeaseId = "x-ms-source-lease-id";
    public const string DestinationLeaseId = "x-ms-destination-lease-id";
    public const string AllowTrailingDot = "x-ms-allow-trailing-dot";
    public const string SourceAllowTrailingDot = "x-ms-source-allow-trailing-dot";
    public const string RenameSource = "x-ms-file-rename-source";
    public const string RenameReplace = "x-ms-file-rename-replace-if-exists";
    public const string RenameIgnoreReadOnly = "x-ms-file-rename-ignore-readonly";
    public const string PropertySemantics = "x-ms-file-property-semantics";
    public const string Snapshot = "x-ms-snapshot";
    public const string MetadataPrefix = "x-ms-meta-";
}
