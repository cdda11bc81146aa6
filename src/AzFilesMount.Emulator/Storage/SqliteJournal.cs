using System.Runtime.InteropServices;
using System.Text.Json;
using AzFilesMount.Emulator.Tree;
using Microsoft.Data.Sqlite;

namespace AzFilesMount.Emulator.Storage;

/// <summary>The journal in a SQLite database. Commits run one at a time.</summary>
internal sealed class SqliteJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _putTree;
    private readonly SqliteStatement _countIds;
    private readonly SqliteStatement _dropTree;
    private readonly SqliteStatement _dropTreeEntries;
    private readonly SqliteStatement _putEntry;
    private readonly SqliteStatement _dropEntry;
    private readonly SqliteStatement _putRanges;
    private readonly SqliteStatement _dropChunk;
    private readonly SqliteStatement _dropRanges;
    private readonly SqliteStatement _putPermission;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;

    public SqliteJournal(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        SqliteSchema.Prepare(_connection);
        _putTree = Statement("INSERT OR REPLACE INTO trees VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        _countIds = Statement("UPDATE trees SET ids = $2 WHERE tree = $1");
        _dropTree = Statement("DELETE FROM trees WHERE tree = $1");
        _dropTreeEntries = Statement("DELETE FROM entries WHERE tree = $1");
        _putEntry = Statement(
            "INSERT OR REPLACE INTO entries VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)");
        _dropEntry = Statement("DELETE FROM entries WHERE tree = $1 AND parent = $2 AND key = $3");
        _putRanges = Statement("INSERT OR REPLACE INTO ranges VALUES ($1, $2, $3)");
        _dropChunk = Statement("DELETE FROM ranges WHERE content = $1 AND chunk = $2");
        _dropRanges = Statement("DELETE FROM ranges WHERE content = $1");
        _putPermission = Statement("INSERT OR REPLACE INTO permissions VALUES ($1, $2)");
        _begin = Statement("BEGIN IMMEDIATE");
        _commit = Statement("COMMIT");
        _rollback = Statement("ROLLBACK");
    }

    public JournalContent Load() => SqliteLoader.Load(_connection);

    public void Commit(IReadOnlyList<JournalChange> changes)
    {
        lock (_gate)
        {
            _begin.Run();
            try
            {
                foreach (var change in changes)
                    Apply(change);
                _commit.Run();
            }
            catch
            {
                _rollback.Run();
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _connection.Dispose();
    }

    private SqliteStatement Statement(string text) => new(_connection, text);

    private void Apply(JournalChange change)
    {
        switch (change)
        {
            case JournalChange.PutTree tree:
                Put(tree);
                break;
            case JournalChange.CountIds count:
                _countIds.Run(count.TreeId, count.IdCount);
                break;
            case JournalChange.DropTree tree:
                _dropTreeEntries.Run(tree.TreeId);
                _dropTree.Run(tree.TreeId);
                break;
            case JournalChange.PutEntry entry:
                Put(entry);
                break;
            case JournalChange.DropEntry entry:
                _dropEntry.Run(entry.TreeId, unchecked((long)entry.ParentId), entry.Key);
                break;
            case JournalChange.PutRanges { Chunk: { Bits: { } bits } chunk } ranges:
                _putRanges.Run(ranges.ContentId, chunk.Index, MemoryMarshal.AsBytes(bits.AsSpan()).ToArray());
                break;
            case JournalChange.PutRanges ranges:
                _dropChunk.Run(ranges.ContentId, ranges.Chunk.Index);
                break;
            case JournalChange.DropRanges ranges:
                _dropRanges.Run(ranges.ContentId);
                break;
            case JournalChange.PutPermission permission:
                _putPermission.Run(permission.Key, permission.Descriptor);
                break;
            default:
                throw new InvalidOperationException($"No rule for {change.GetType().Name}.");
        }
    }

    private void Put(JournalChange.PutTree tree) => _putTree.Run(
        tree.State.TreeId,
        tree.State.Name,
        tree.State.Snapshot?.Ticks,
        tree.State.CreationTime.Ticks,
        tree.State.Version.Ticks,
        tree.State.QuotaGiB,
        JsonSerializer.Serialize(tree.State.Metadata),
        tree.IdCount,
        ReferenceEquals(tree.State.Extras, ShareExtras.None) ? null : JsonSerializer.Serialize(tree.State.Extras));

    private void Put(JournalChange.PutEntry entry)
    {
        var state = entry.State;
        _putEntry.Run(
            entry.TreeId,
            unchecked((long)entry.ParentId),
            NameRules.Fold(state.Name),
            unchecked((long)state.Id),
            state.Name,
            state.IsDirectory,
            (long)state.Attributes,
            state.CreationTime.Ticks,
            state.LastWriteTime.Ticks,
            state.ChangeTime.Ticks,
            state.Version.Ticks,
            state.Length,
            state.Content?.Id,
            state.PermissionKey,
            state.Headers == ContentHeaders.Empty ? null : JsonSerializer.Serialize(state.Headers),
            state.Metadata.Count == 0 ? null : JsonSerializer.Serialize(state.Metadata),
            state.LeaseId?.ToString(),
            EntryExtras.Of(state) is var extras && extras == EntryExtras.None ? null : JsonSerializer.Serialize(extras));
    }
}
