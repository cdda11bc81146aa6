using Azure.Storage.Files.Shares.Models;

namespace AzFilesMount.FileRest.Store;

/// <summary>What the last answer said of a file that a change of its properties must send again.</summary>
/// <param name="Headers">The content headers to send again; null when the file has none.</param>
/// <param name="SeenAt">A <see cref="TimeProvider"/> timestamp.</param>
internal sealed record KnownFile(ShareFileHttpHeaders? Headers, long SeenAt);
