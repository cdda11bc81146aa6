using AzFilesMount.Emulator.Operations;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>User metadata as headers; names come back in the case they were stored with.</summary>
internal static class MetadataHeaders
{
    public static IReadOnlyList<KeyValuePair<string, string>> Read(OperationContext context)
    {
        List<KeyValuePair<string, string>>? metadata = null;
        foreach (var (name, value) in context.Http.Request.Headers)
        {
            if (!name.StartsWith(WireHeaders.MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var key = name[WireHeaders.MetadataPrefix.Length..];
            if (key.Length == 0)
                throw new ServiceFault(400, "EmptyMetadataKey", "The key for one of the metadata key-value pairs is empty.");
            if (!key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw new ServiceFault(400, "InvalidMetadata", "The specified metadata is invalid. It includes characters that are not permitted.");
            (metadata ??= []).Add(new(key, value.ToString()));
        }

        return metadata is null ? [] : metadata;
    }

    public static void Write(OperationContext context, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        foreach (var (name, value) in metadata)
            context.Response.Headers[WireHeaders.MetadataPrefix + name] = value;
    }
}
