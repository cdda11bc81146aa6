using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>Copying source trees in and out with ordinary tools.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class CopyTests(SharedMount share)
{
    private static readonly TimeSpan ToolLimit = TimeSpan.FromSeconds(90) * Settings.TimeFactor;

    [Fact]
    public Task CopyTree_ThenDiff_FindsNoDifference() => share.RunAsync(180, work =>
    {
        using LocalDirectory local = WorkDirectory.Local();
        SourceTree.Write(local["tree"], Settings.Seed, Settings.SourceFiles);
        work.Shell.RunWithin(ToolLimit, work.Root, "cp", "-r", local["tree"], work["tree"]).Expect(0);
        work.Shell.RunWithin(ToolLimit, work.Root, "diff", "-r", local["tree"], work["tree"]).Expect(0);
        work.Remount();
        work.Shell.RunWithin(ToolLimit, work.Root, "diff", "-r", local["tree"], work["tree"]).Expect(0);
    });

    [Fact]
    public Task CopyTree_InsideTheMountAndRemove_LeavesTheOriginal() => share.RunAsync(180, work =>
    {
        SourceTree.Write(work["one"], Settings.Seed + 1, Settings.SourceFiles / 3);
        work.Shell.RunWithin(ToolLimit, work.Root, "cp", "-rp", "one", "two").Expect(0);
        work.Shell.RunWithin(ToolLimit, work.Root, "diff", "-r", "one", "two").Expect(0);
        Assert.Equal(SourceTree.Times(work["one"]), SourceTree.Times(work["two"]));
        work.Shell.RunWithin(ToolLimit, work.Root, "rm", "-r", "two").Expect(0);
        Assert.Equal(["one"], work.Names());
    });

    [Fact]
    public Task Untar_OfATree_KeepsContentAndTimes() => share.RunAsync(180, work =>
    {
        using LocalDirectory local = WorkDirectory.Local();
        SourceTree.Write(local["tree"], Settings.Seed + 2, Settings.SourceFiles);
        work.Shell.RunWithin(ToolLimit, local.Root, "tar", "--format=posix", "-cf", work["tree.tar"], "tree").Expect(0);
        work.Shell.RunWithin(ToolLimit, work.Root, "tar", "-xf", "tree.tar").Expect(0);
        work.Shell.RunWithin(ToolLimit, work.Root, "tar", "--compare", "-f", "tree.tar").Expect(0);
        work.Remount();
        work.Shell.RunWithin(ToolLimit, work.Root, "diff", "-r", local["tree"], work["tree"]).Expect(0);
        Assert.Equal(SourceTree.Times(local["tree"]), SourceTree.Times(work["tree"]));
    });

    [Fact]
    public Task Tar_OfATreeOnTheMount_UnpacksTheSameElsewhere() => share.RunAsync(180, work =>
    {
        using LocalDirectory local = WorkDirectory.Local();
        SourceTree.Write(work["tree"], Settings.Seed + 3, Settings.SourceFiles / 3);
        work.Shell.RunWithin(ToolLimit, work.Root, "tar", "--format=posix", "-czf", "tree.tar.gz", "tree").Expect(0);
        work.Shell.RunWithin(ToolLimit, local.Root, "tar", "-xzf", work["tree.tar.gz"]).Expect(0);
        work.Shell.RunWithin(ToolLimit, work.Root, "diff", "-r", "tree", local["tree"]).Expect(0);
        Assert.Equal(SourceTree.Times(work["tree"]), SourceTree.Times(local["tree"]));
    });
}
