using System.Globalization;
using AzFilesMount.Emulator.Operations;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>SMB properties as request and response headers.</summary>
internal static class PropertyHeaders
{
    /// <summary>In a copy: the value that the copied file has.</summary>
    private const string Source = "source";

    public static void Write(OperationContext context, EntryState state, ulong parentId)
    {
        var headers = context.Response.Headers;
        headers[WireHeaders.Attributes] = SmbAttributeText.Format(state.Attributes);
        headers[WireHeaders.CreationTime] = WireTime.Smb(state.CreationTime);
        headers[WireHeaders.LastWriteTime] = WireTime.Smb(state.LastWriteTime);
        headers[WireHeaders.ChangeTime] = WireTime.Smb(state.ChangeTime);
        headers[WireHeaders.FileId] = state.Id.ToString(CultureInfo.InvariantCulture);
        headers[WireHeaders.ParentId] = parentId.ToString(CultureInfo.InvariantCulture);
        if (state.PermissionKey.Length > 0)
            headers[WireHeaders.PermissionKey] = state.PermissionKey;
    }

    /// <summary>A new entry's state from the headers of its creation; what they leave out takes its default.</summary>
    public static EntryState Create(OperationContext context, string name, bool isDirectory, EntryState? source = null)
    {
        var now = context.Account.Clock.Next();
        var permissions = context.Account.Permissions;
        return new EntryState
        {
            Id = 0,
            Name = name,
            IsDirectory = isDirectory,
            Attributes = CreatedAttributes(context, isDirectory, source),
            CreationTime = Time(context, WireHeaders.CreationTime, now, now, source?.CreationTime),
            LastWriteTime = Time(context, WireHeaders.LastWriteTime, now, now, source?.LastWriteTime),
            ChangeTime = Time(context, WireHeaders.ChangeTime, now, now, source?.ChangeTime),
            Version = now,
            PermissionKey = Permission(context, KeyOf(context, isDirectory ? permissions.DirectoryKey : permissions.FileKey, source)),
            Metadata = MetadataHeaders.Read(context),
        };
    }

    /// <summary>An existing entry's state after the headers of a change; what they leave out is preserved.</summary>
    public static EntryState Change(OperationContext context, EntryState state)
    {
        var now = context.Account.Clock.Next();
        var attributes = context.Header(WireHeaders.Attributes);
        return state with
        {
            Attributes = attributes is null || OperationContext.Is(attributes, "Preserve")
                ? state.Attributes
                : SmbAttributeText.Parse(attributes, state.IsDirectory),
            CreationTime = Time(context, WireHeaders.CreationTime, state.CreationTime, now),
            LastWriteTime = Time(context, WireHeaders.LastWriteTime, state.LastWriteTime, now),
            ChangeTime = Time(context, WireHeaders.ChangeTime, now, now),
            Version = now,
            PermissionKey = Permission(context, state.PermissionKey),
        };
    }

    /// <summary>New files are marked for archiving unless a restore wants exactly the attributes it sends.</summary>
    private static SmbAttributes CreatedAttributes(OperationContext context, bool isDirectory, EntryState? source)
    {
        if (source is not null && OperationContext.Is(context.Header(WireHeaders.Attributes), Source))
            return source.Attributes;
        var semantics = context.Header(WireHeaders.PropertySemantics);
        var isRestore = OperationContext.Is(semantics, "Restore");
        if (semantics is not null && !isRestore && !OperationContext.Is(semantics, "New"))
            throw RequestFaults.InvalidHeader(WireHeaders.PropertySemantics, semantics);
        var attributes = SmbAttributeText.Parse(context.Header(WireHeaders.Attributes) ?? "None", isDirectory);
        return isDirectory || isRestore ? attributes : attributes | SmbAttributes.Archive;
    }

    private static DateTime Time(OperationContext context, string name, DateTime preserved, DateTime now, DateTime? source = null)
    {
        var text = context.Header(name);
        if (source is { } copied && OperationContext.Is(text, Source))
            return copied;
        if (text is null || OperationContext.Is(text, "Preserve"))
            return preserved;
        if (OperationContext.Is(text, "Now"))
            return now;
        return WireTime.TryParse(text, out var instant) ? instant : throw RequestFaults.InvalidHeader(name, text);
    }

    private static string KeyOf(OperationContext context, string inherited, EntryState? source) =>
        source is not null && OperationContext.Is(context.Header("x-ms-file-permission-copy-mode"), Source) ? source.PermissionKey : inherited;

    private static string Permission(OperationContext context, string preserved)
    {
        var (descriptor, key) = (context.Header(WireHeaders.Permission), context.Header(WireHeaders.PermissionKey));
        if (descriptor is not null && key is not null)
            throw RequestFaults.BothPermissionHeaders();
        if (key is not null)
            return context.Account.Permissions.Find(key) is null ? throw RequestFaults.InvalidHeader(WireHeaders.PermissionKey, key) : key;
        if (descriptor is null || OperationContext.Is(descriptor, "Inherit") || OperationContext.Is(descriptor, "Preserve"))
            return preserved;
        return context.Account.Permissions.Add(descriptor);
    }
}
