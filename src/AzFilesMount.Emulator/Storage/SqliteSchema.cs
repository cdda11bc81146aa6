using Microsoft.Data.Sqlite;

namespace AzFilesMount.Emulator.Storage;

/// <summary>
/// The database of names and properties. An entry is keyed by the id of its directory and its folded name, so that a rename of a whole
/// tree changes one row.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Stored in user_version; a database with another number is refused, never guessed at.</summary>
    public const long Version = 2;

    private const string Tables =
        """
        CREATE TABLE trees (
          tree INTEGER PRIMARY KEY, share TEXT NOT NULL, snapshot INTEGER, created INTEGER NOT NULL, version INTEGER NOT NULL,
          quota INTEGER NOT NULL, metadata TEXT NOT NULL, ids INTEGER NOT NULL, extras TEXT);
        CREATE TABLE entries (
          tree INTEGER NOT NULL, parent INTEGER NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,
          directory INTEGER NOT NULL, attributes INTEGER NOT NULL, created INTEGER NOT NULL, written INTEGER NOT NULL,
          changed INTEGER NOT NULL, version INTEGER NOT NULL, length INTEGER NOT NULL, content INTEGER, permission TEXT NOT NULL,
          headers TEXT, metadata TEXT, lease TEXT, extras TEXT, PRIMARY KEY (tree, parent, key)) WITHOUT ROWID;
        CREATE TABLE ranges (
          content INTEGER NOT NULL, chunk INTEGER NOT NULL, bits BLOB NOT NULL, PRIMARY KEY (content, chunk)) WITHOUT ROWID;
        CREATE TABLE permissions (key TEXT PRIMARY KEY, descriptor TEXT NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = 2;
        """;

    private const string UpgradeFrom1 =
        """
        ALTER TABLE trees ADD COLUMN extras TEXT;
        ALTER TABLE entries ADD COLUMN extras TEXT;
        PRAGMA user_version = 2;
        """;

    public static void Prepare(SqliteConnection connection)
    {
        // A commit is in the system's page cache when it returns, which a killed process does not take with it. NORMAL leaves out the
        // flush to the disk at each commit: only a crash of the machine could lose the last commits, and it would not tear one.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;");
        switch (Scalar(connection, "PRAGMA user_version"))
        {
            case 0:
                ExecuteAtOnce(connection, Tables);
                break;
            case 1:
                ExecuteAtOnce(connection, UpgradeFrom1);
                break;
            case Version:
                break;
            case var other:
                throw new EmulatorException(
                    $"The database {connection.DataSource} has format {other}, this emulator reads {Version}; use another data directory.");
        }
    }

    private static void ExecuteAtOnce(SqliteConnection connection, string text)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, text);
        transaction.Commit();
    }

#pragma warning disable CA2100 // The texts are constants of this file.
    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }
#pragma warning restore CA2100
}
