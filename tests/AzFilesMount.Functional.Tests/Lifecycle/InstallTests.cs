using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Lifecycle;

/// <summary>The archive's installer: what it installs runs, and what it removes is gone.</summary>
public sealed class InstallTests
{
    [Fact]
    public Task Install_IntoAPrefix_RunsAndRemovesWithoutTrace() => FunctionalTest.RunAsync(120, scope =>
    {
        string program = Path.GetDirectoryName(Prerequisites.RequireExecutable())!;
        string script = Path.Combine(Prerequisites.RequireCheckout(), "installer/linux/install.sh");
        string archive = scope.Area.NewDirectory("archive");
        string prefix = scope.Area.NewDirectory("prefix");
        scope.Shell.Output(archive, "cp", "-r", program, Path.Combine(archive, "azfilesmount"));
        scope.Shell.Output(archive, "cp", script, archive);
        string installer = Path.Combine(archive, "install.sh");

        scope.Shell.Output(archive, installer, prefix);
        string installed = Path.Combine(prefix, "bin/azfilesmount");
        Assert.StartsWith("azfilesmount ", scope.Shell.Output("/", installed, "version"), StringComparison.Ordinal);
        // Installing over an older version replaces it.
        scope.Shell.Output(archive, installer, prefix);
        Assert.StartsWith("azfilesmount ", scope.Shell.Output("/", installed, "version"), StringComparison.Ordinal);

        scope.Shell.Output(archive, installer, "--remove", prefix);
        Assert.Empty(Directory.EnumerateFiles(prefix, "*", SearchOption.AllDirectories));
    });
}
