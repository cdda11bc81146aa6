using Microsoft.Data.Sqlite;

namespace AzFilesMount.Emulator.Storage;

/// <summary>A prepared statement with positional parameters. Not thread-safe.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this project.
        _command.CommandText = text;
#pragma warning restore CA2100
        for (var i = 1; text.Contains($"${i}", StringComparison.Ordinal); i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
    }

    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    public SqliteDataReader Read() => _command.ExecuteReader();

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
