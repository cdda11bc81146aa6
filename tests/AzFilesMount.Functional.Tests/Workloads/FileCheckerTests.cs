using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>The fsx-style checker on the mount. AZFILESMOUNT_FSX_OPERATIONS makes it long.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class FileCheckerTests(SharedMount share)
{
    [Fact]
    public Task RandomOperations_OnOneFile_MatchTheModel() => share.RunAsync(SecondsFor(Settings.FsxOperations), work =>
    {
        using FileChecker checker = new(work["fsx"], Settings.Seed);
        checker.Run(Settings.FsxOperations);
    });

    [Fact]
    public Task RandomOperations_OnTwoFilesAtOnce_MatchTheirModels() => share.RunAsync(SecondsFor(Settings.FsxOperations), work =>
    {
        Parallel.For(0, 2, i =>
        {
            using FileChecker checker = new(work[$"fsx{i}"], Settings.Seed + 1 + i);
            checker.Run(Settings.FsxOperations / 10);
        });
    });

    private static int SecondsFor(int operations) => 120 + (operations / 50);
}
