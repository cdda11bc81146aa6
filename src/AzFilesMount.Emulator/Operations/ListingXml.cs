using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Writes a listing; element order and what is left out are part of the contract.</summary>
internal static class ListingXml
{
    public static void Write(XmlBody body, Listing listing)
    {
        WriteStart(body, listing);
        body.Start("Entries");
        foreach (var state in listing.Page)
            WriteEntry(body, state, listing.Query.Parts);
        body.End();
        body.Element("NextMarker", listing.Next is null ? "" : ListingMarker.Encode(listing.Next));
        body.End();
    }

    private static void WriteStart(XmlBody body, Listing listing)
    {
        var (context, query) = (listing.Context, listing.Query);
        body.Start("EnumerationResults");
        body.Attribute("ServiceEndpoint", Endpoint(context));
        body.Attribute("ShareName", listing.Tree.State.Name);
        if (listing.Tree.State.Snapshot is { } snapshot)
            body.Attribute("ShareSnapshot", WireTime.Smb(snapshot));
        var path = string.Join('/', context.Path);
        if (NeedsEncoding(path))
            body.Attribute("Encoded", "true");
        body.Attribute("DirectoryPath", NeedsEncoding(path) ? Uri.EscapeDataString(path) : path);
        if (query.Prefix.Length > 0)
            WriteName(body, "Prefix", query.Prefix);
        if (query.Marker is { } marker)
            body.Element("Marker", marker);
        if (query.MaxResults is { } maxResults)
            body.Element("MaxResults", maxResults.ToString(CultureInfo.InvariantCulture));
        body.Element("DirectoryId", listing.Directory.State.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteEntry(XmlBody body, EntryState state, ListingParts parts)
    {
        body.Start(state.IsDirectory ? "Directory" : "File");
        WriteName(body, "Name", state.Name);
        body.Element("FileId", state.Id.ToString(CultureInfo.InvariantCulture));
        body.Start("Properties");
        if (!state.IsDirectory)
            body.Element("Content-Length", state.Length.ToString(CultureInfo.InvariantCulture));
        if (parts.HasFlag(ListingParts.Timestamps))
            WriteTimes(body, state);
        if (parts.HasFlag(ListingParts.ETag))
            body.Element("Etag", WireTime.EntityTag(state.Version));
        body.End();
        if (parts.HasFlag(ListingParts.Attributes))
            body.Element("Attributes", SmbAttributeText.Format(state.Attributes));
        if (parts.HasFlag(ListingParts.PermissionKey))
            body.Element("PermissionKey", state.PermissionKey);
        body.End();
    }

    /// <summary>REST access does not touch the last-access time: it stays the time of creation.</summary>
    private static void WriteTimes(XmlBody body, EntryState state)
    {
        body.Element("CreationTime", WireTime.Smb(state.CreationTime));
        body.Element("LastAccessTime", WireTime.Smb(state.CreationTime));
        body.Element("LastWriteTime", WireTime.Smb(state.LastWriteTime));
        body.Element("ChangeTime", WireTime.Smb(state.ChangeTime));
        body.Element("Last-Modified", WireTime.Http(state.Version));
    }

    private static void WriteName(XmlBody body, string element, string name)
    {
        body.Start(element);
        if (NeedsEncoding(name))
            body.Attribute("Encoded", "true");
        body.Text(NeedsEncoding(name) ? Uri.EscapeDataString(name) : name);
        body.End();
    }

    /// <summary>XML has no way to write these two characters.</summary>
    private static bool NeedsEncoding(string name) => name.AsSpan().ContainsAny('\uFFFE', '\uFFFF');

    public static string Endpoint(OperationContext context)
    {
        var host = context.Http.Request.Host;
        return context.Target.IsHostStyle ? $"https://{host}/" : $"https://{host}/{context.Account.Name}/";
    }
}
