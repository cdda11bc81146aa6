using System.Globalization;
using System.Xml;
using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using Azure;
using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>One page of a listing in one request that brings times, ETags and attributes along. Stateless.</summary>
internal static class DirectoryLister
{
    public static async Task<FsResult<ListPage>> ListAsync(
        ShareClients clients, SharePath directory, string? prefix, string? marker, int? maxResults, CancellationToken cancellationToken)
    {
        var options = new ShareDirectoryGetFilesAndDirectoriesOptions
        {
            Prefix = prefix,
            Traits = ShareFileTraits.Timestamps | ShareFileTraits.ETag | ShareFileTraits.Attributes,
            IncludeExtendedInfo = true,
        };
        IAsyncEnumerable<Page<ShareFileItem>> pages = clients.Directory(directory)
            .GetFilesAndDirectoriesAsync(options, cancellationToken)
            .AsPages(marker, maxResults);
        await foreach (Page<ShareFileItem> page in pages.ConfigureAwait(false))
        {
            var entries = new EntryInfo[page.Values.Count];
            for (int i = 0; i < entries.Length; i++)
                entries[i] = ToEntry(page.Values[i]);
            string? next = page.ContinuationToken is { Length: > 0 } token ? token : null;
            return new ListPage(DirectoryId(page.GetRawResponse()), entries, next);
        }

        return new ListPage(0, [], null);
    }

    private static EntryInfo ToEntry(ShareFileItem item)
    {
        ShareFileItemProperties times = item.Properties;
        return new EntryInfo
        {
            Name = item.Name,
            Kind = item.IsDirectory ? EntryKind.Directory : EntryKind.File,
            FileId = ulong.TryParse(item.Id, CultureInfo.InvariantCulture, out ulong id) ? id : 0,
            Length = item.FileSize ?? 0,
            Attributes = AttributeText.FromSdk(item.FileAttributes),
            Created = times.CreatedOn?.UtcDateTime ?? default,
            LastWritten = times.LastWrittenOn?.UtcDateTime ?? default,
            Changed = times.ChangedOn?.UtcDateTime ?? default,
            LastAccessed = times.LastAccessedOn?.UtcDateTime ?? default,
            ETag = EntityTag.Parse(times.ETag?.ToString()),
        };
    }

    // The SDK drops the directory's own id; it stands in the answer before the entries, so little is read twice.
    private static ulong DirectoryId(Response response)
    {
        using Stream body = response.Content.ToStream();
        using XmlReader reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "DirectoryId")
                return ulong.TryParse(reader.ReadElementContentAsString(), CultureInfo.InvariantCulture, out ulong id) ? id : 0;
            if (reader.LocalName == "Entries")
                return 0;
        }

        return 0;
    }
}
