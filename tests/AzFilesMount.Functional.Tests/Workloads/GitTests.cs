using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>A repository that lives in the mount.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class GitTests(SharedMount share)
{
    [Fact]
    public Task Repository_CommittedCollectedAndRemounted_IsWholeAndClean() => share.RunAsync(240, work =>
    {
        Prerequisites.RequireTool("git");
        string repository = CreateRepository(work);
        Git(work, repository, "gc", "--quiet");
        Git(work, repository, "fsck", "--full", "--strict");
        work.Remount();
        Assert.Equal("", Git(work, repository, "status", "--porcelain"));
        Git(work, repository, "fsck", "--full", "--strict");
        string[] commits = Git(work, repository, "rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Settings.GitCommits, commits.Length);
    });

    [Fact]
    public Task Clone_InsideTheMount_HasTheSameHeadAndACleanTree() => share.RunAsync(240, work =>
    {
        Prerequisites.RequireTool("git");
        string repository = CreateRepository(work);
        Git(work, work.Root, "clone", "--quiet", repository, "clone");
        Assert.Equal(Git(work, repository, "rev-parse", "HEAD"), Git(work, work["clone"], "rev-parse", "HEAD"));
        Assert.Equal("", Git(work, work["clone"], "status", "--porcelain"));
        Git(work, work["clone"], "fsck", "--full");
    });

    private static string CreateRepository(WorkDirectory work)
    {
        string repository = work["repository"];
        Git(work, work.Root, "init", "--quiet", "--initial-branch=main", repository);
        Git(work, repository, "config", "user.name", "A Tester");
        Git(work, repository, "config", "user.email", "tester@example.invalid");
        for (int i = 0; i < Settings.GitCommits; i++)
        {
            SourceTree.Write(Path.Combine(repository, $"part{i}"), Settings.Seed + i, Settings.SourceFiles / 6);
            File.WriteAllText(Path.Combine(repository, "changed.txt"), $"version {i}\n");
            Git(work, repository, "add", "--all");
            Git(work, repository, "commit", "--quiet", "-m", $"Commit {i}");
        }

        return repository;
    }

    private static string Git(WorkDirectory work, string directory, params IEnumerable<string> arguments) =>
        work.Shell.Output(directory, "git", arguments);
}
