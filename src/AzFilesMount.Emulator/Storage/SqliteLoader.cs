using System.Runtime.InteropServices;
using System.Text.Json;
using AzFilesMount.Emulator.Tree;
using Microsoft.Data.Sqlite;

namespace AzFilesMount.Emulator.Storage;

/// <summary>Reads the whole database at start.</summary>
internal static class SqliteLoader
{
    public static JournalContent Load(SqliteConnection connection)
    {
        var content = new JournalContent();
        ForEach(connection, "SELECT tree, share, snapshot, created, version, quota, metadata, ids, extras FROM trees", row =>
            content.Trees.Add((Tree(row), row.GetInt64(7))));
        ForEach(connection, "SELECT * FROM entries", row =>
            content.Entries.Add((row.GetInt64(0), unchecked((ulong)row.GetInt64(1)), Entry(row, content))));
        ForEach(connection, "SELECT content, chunk, bits FROM ranges", row => AddRanges(row, content));
        ForEach(connection, "SELECT key, descriptor FROM permissions", row => content.Permissions[row.GetString(0)] = row.GetString(1));
        return content;
    }

    private static void ForEach(SqliteConnection connection, string text, Action<SqliteDataReader> use)
    {
        using var statement = new SqliteStatement(connection, text);
        using var row = statement.Read();
        while (row.Read())
            use(row);
    }

    private static ShareState Tree(SqliteDataReader row) => new()
    {
        TreeId = row.GetInt64(0),
        Name = row.GetString(1),
        Snapshot = row.IsDBNull(2) ? null : Instant(row, 2),
        CreationTime = Instant(row, 3),
        Version = Instant(row, 4),
        QuotaGiB = row.GetInt64(5),
        Metadata = Metadata(row, 6),
        Extras = row.IsDBNull(8) ? ShareExtras.None : JsonSerializer.Deserialize<ShareExtras>(row.GetString(8))!,
    };

    private static EntryState Entry(SqliteDataReader row, JournalContent content) => new()
    {
        Id = unchecked((ulong)row.GetInt64(3)),
        Name = row.GetString(4),
        IsDirectory = row.GetBoolean(5),
        Attributes = (SmbAttributes)row.GetInt64(6),
        CreationTime = Instant(row, 7),
        LastWriteTime = Instant(row, 8),
        ChangeTime = Instant(row, 9),
        Version = Instant(row, 10),
        Length = row.GetInt64(11),
        Content = row.IsDBNull(12) ? null : content.ContentOf(row.GetInt64(12)),
        PermissionKey = row.GetString(13),
        Headers = row.IsDBNull(14) ? ContentHeaders.Empty : JsonSerializer.Deserialize<ContentHeaders>(row.GetString(14))!,
        Metadata = Metadata(row, 15),
        LeaseId = row.IsDBNull(16) ? null : Guid.Parse(row.GetString(16)),
        Copy = Extras(row).Copy,
    };

    private static EntryExtras Extras(SqliteDataReader row) =>
        row.IsDBNull(17) ? EntryExtras.None : JsonSerializer.Deserialize<EntryExtras>(row.GetString(17))!;

    private static void AddRanges(SqliteDataReader row, JournalContent content)
    {
        if (!content.Contents.TryGetValue(row.GetInt64(0), out var file))
            return;
        var bits = MemoryMarshal.Cast<byte, ulong>(row.GetFieldValue<byte[]>(2)).ToArray();
        file.Ranges.Apply([new RangeChunk(row.GetInt64(1), bits)]);
    }

    private static KeyValuePair<string, string>[] Metadata(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? [] : JsonSerializer.Deserialize<KeyValuePair<string, string>[]>(row.GetString(column))!;

    private static DateTime Instant(SqliteDataReader row, int column) => new(row.GetInt64(column), DateTimeKind.Utc);
}
