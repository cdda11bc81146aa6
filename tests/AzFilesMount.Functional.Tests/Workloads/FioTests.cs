using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>fio writes at random, reads back and compares checksums.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class FioTests(SharedMount share)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180) * Settings.TimeFactor;

    [Theory]
    [InlineData("randwrite", false, "4k-256k", 1)]
    [InlineData("randwrite", true, "4k-256k", 1)]
    [InlineData("randrw", false, "16k", 2)]
    [InlineData("randrw", true, "64k", 2)]
    [InlineData("write", false, "1m", 1)]
    public Task Verify_OfChecksums_FindsNoError(string pattern, bool direct, string blockSizes, int jobs) => share.RunAsync(240, work =>
    {
        Prerequisites.RequireTool("fio");
        int size = Settings.FioMebibytes / jobs;
        work.Shell.RunWithin(
            Limit, work.Root, "fio", "--name=verify", $"--directory={work.Root}", $"--rw={pattern}", $"--bsrange={Range(blockSizes)}",
            $"--size={size}m", $"--numjobs={jobs}", $"--direct={(direct ? 1 : 0)}", $"--randseed={Settings.Seed}", "--ioengine=psync",
            "--thread", "--verify=crc32c", "--do_verify=1", "--verify_fatal=1", "--verify_state_save=0", "--end_fsync=1",
            "--fallocate=none", "--group_reporting").Expect(0);
    });

    private static string Range(string sizes) => sizes.Contains('-', StringComparison.Ordinal) ? sizes : $"{sizes}-{sizes}";
}
