using System.Globalization;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>One folder with 10,000 files.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class LargeFolderTests(SharedMount share)
{
    [Fact]
    public Task Folder_With10000Files_IsCreatedListedAndDeleted() => share.RunAsync(240, work =>
    {
        int count = Settings.FolderFiles;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => PosixFile.Create(work[NameOf(i)]).Close());
        Assert.Equal(Enumerable.Range(0, count).Select(NameOf), work.Names());
        work.Remount();
        work.Share.TryMark();
        Assert.Equal(Enumerable.Range(0, count).Select(NameOf), work.Names());
        AssertPagesOnly(work, count);
        string longListing = work.Shell.Output(work.Root, "ls", "-l");
        Assert.Equal(count, longListing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.False(File.Exists(work["absent"]));
        AssertPagesOnly(work, count);
        work.Shell.RunWithin(TimeSpan.FromSeconds(100) * Settings.TimeFactor, work.Root, "find", ".", "-type", "f", "-delete").Expect(0);
        Assert.Empty(work.Names());
        work.Remount();
        Assert.Empty(work.Names());
    });

    private static string NameOf(int index) => "f" + index.ToString("00000", CultureInfo.InvariantCulture);

    /// <summary>A listing with all attributes costs a request a page of 5,000 and nothing for each entry.</summary>
    private static void AssertPagesOnly(WorkDirectory work, int count)
    {
        if (SharedMount.IsPlain)
            return;
        IReadOnlyList<Request> requests = work.Share.Emulator.Log.Since();
        int allowed = (count / 5_000) + 12;
        Assert.True(requests.Count <= allowed, $"{requests.Count} requests, at most {allowed}.\n{RequestLog.Describe(requests)}");
    }
}
