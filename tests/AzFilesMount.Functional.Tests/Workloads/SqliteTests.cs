using System.Globalization;
using System.Text;
using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>Databases of the sqlite3 program in the mount: many small transactions, journals, locks between processes, kill -9.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class SqliteTests(SharedMount share)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150) * Settings.TimeFactor;

    [Theory]
    [InlineData("delete", 40)]
    [InlineData("truncate", 30)]
    [InlineData("persist", 30)]
    public Task Transactions_WithRollbackJournal_LeaveAnIntactDatabase(string journal, int percent) => share.RunAsync(200, work =>
    {
        Prerequisites.RequireTool("sqlite3");
        int count = Settings.SqliteTransactions * percent / 100;
        Sql(work, "a.db", $"pragma journal_mode={journal}; create table t(i integer primary key, v text);");
        Sql(work, "a.db", $"pragma journal_mode={journal}; pragma synchronous=normal;\n" + Transactions(count));
        Assert.Equal("ok", Sql(work, "a.db", "pragma integrity_check;"));
        work.Remount();
        Assert.Equal("ok", Sql(work, "a.db", "pragma integrity_check;"));
        Assert.Equal(Text(count), Sql(work, "a.db", "select count(*) from t;"));
        Assert.Equal(["a.db"], work.Names().Where(name => name != "a.db-journal"));
    });

    [Fact]
    public Task Transactions_WithWriteAheadLog_LeaveAnIntactDatabase() => share.RunAsync(200, work =>
    {
        Prerequisites.RequireTool("sqlite3");
        string mode = Sql(work, "w.db", "pragma journal_mode=wal; create table t(i integer primary key, v text);");
        Assert.SkipUnless(mode == "wal", $"SQLite chose journal mode '{mode}': the file system offers no shared memory for WAL.");
        int count = Settings.SqliteTransactions / 2;
        Sql(work, "w.db", Transactions(count));
        Assert.Equal("ok", Sql(work, "w.db", "pragma integrity_check;"));
        work.Remount();
        Assert.Equal(Text(count), Sql(work, "w.db", "select count(*) from t;"));
        Assert.Equal("ok", Sql(work, "w.db", "pragma integrity_check;"));
    });

    [Fact]
    public Task TwoProcesses_WritingOneDatabase_LoseNothing() => share.RunAsync(200, work =>
    {
        Prerequisites.RequireTool("sqlite3");
        const int each = 60;
        Sql(work, "two.db", "create table t(i integer primary key, v text);");
        string insert = ".timeout 60000\n" + string.Concat(Enumerable.Repeat("insert into t(v) values('x');\n", each));
        Parallel.For(0, 2, _ => Sql(work, "two.db", insert));
        Assert.Equal(Text(2 * each), Sql(work, "two.db", "select count(*) from t;"));
        Assert.Equal("ok", Sql(work, "two.db", "pragma integrity_check;"));
    });

    [Fact]
    public Task KilledWriter_InTheMiddleOfATransaction_IsRolledBack() => share.RunAsync(120, work =>
    {
        Prerequisites.RequireTool("sqlite3");
        Sql(work, "k.db", "create table t(i integer primary key, v text); insert into t values(1, 'kept');");
        using (ChildProcess writer = work.Shell.Start(work.Root, "sqlite3", "k.db"))
        {
            // A small cache makes SQLite spill the open transaction into the file, so that a rollback has work to do.
            writer.SendInput($"pragma cache_size=2; begin;\n{Inserts(2, 400)}select 'written';\n");
            Eventually.True(
                "the transaction is written", Limits.Command, () => writer.Output.Contains("written", StringComparison.Ordinal));
            writer.Kill();
        }

        Assert.Equal("1", Sql(work, "k.db", "select count(*) from t;"));
        Assert.Equal("ok", Sql(work, "k.db", "pragma integrity_check;"));
    });

    private static string Transactions(int count) =>
        string.Concat(Inserts(1, count).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(insert => $"begin; {insert} commit;\n"));

    private static string Inserts(int first, int count)
    {
        StringBuilder sql = new();
        Random random = new(Settings.Seed);
        for (int i = first; i < first + count; i++)
            sql.Append(CultureInfo.InvariantCulture, $"insert into t values({i}, hex(zeroblob({random.Next(10, 800)})));\n");
        return sql.ToString();
    }

    private static string Sql(WorkDirectory work, string database, string sql)
    {
        using ChildProcess process = work.Shell.Start(work.Root, "sqlite3", "-bail", database);
        process.SendInput(sql + "\n.quit\n");
        CommandResult result = process.Complete(Limit).Expect(0);
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.LastOrDefault() ?? "";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
