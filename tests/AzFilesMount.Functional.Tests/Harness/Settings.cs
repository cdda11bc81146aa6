using System.Globalization;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>What the environment may change about a run: where to work, what to start, how long to go on.</summary>
public static class Settings
{
    /// <summary>A plain directory to run the workloads in instead of a mount; proves the tests themselves.</summary>
    public static string? PlainDirectory => Environment.GetEnvironmentVariable("AZFILESMOUNT_TEST_DIRECTORY") is { Length: > 0 } value
        ? value
        : null;

    public static string? Executable => Environment.GetEnvironmentVariable("AZFILESMOUNT_EXE") is { Length: > 0 } value ? value : null;

    /// <summary>Keep temporary directories for a look after the run.</summary>
    public static bool KeepFiles => Environment.GetEnvironmentVariable("AZFILESMOUNT_KEEP") == "1";

    /// <summary>First seed of everything random; a failure prints the one it used.</summary>
    public static int Seed => Number("AZFILESMOUNT_SEED", 20260);

    public static int FsxOperations => Number("AZFILESMOUNT_FSX_OPERATIONS", 10_000);

    public static int SqliteTransactions => Number("AZFILESMOUNT_SQLITE_TRANSACTIONS", 2_000);

    public static int SourceFiles => Number("AZFILESMOUNT_TREE_FILES", 300);

    public static int GitCommits => Number("AZFILESMOUNT_GIT_COMMITS", 4);

    public static int FioMebibytes => Number("AZFILESMOUNT_FIO_MEBIBYTES", 64);

    public static int FolderFiles => Number("AZFILESMOUNT_FOLDER_FILES", 10_000);

    public static int KillRounds => Number("AZFILESMOUNT_KILL_ROUNDS", 8);

    /// <summary>Stretches every limit: soak runs and slow machines set it above 1.</summary>
    public static double TimeFactor => Number("AZFILESMOUNT_TIME_PERCENT", 100) / 100.0;

    private static int Number(string name, int fallback)
    {
        string? value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
            return fallback;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InvalidOperationException($"{name}={value} is not a number.");
    }
}
