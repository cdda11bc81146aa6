using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Skips a test, with the reason, where the machine cannot run it.</summary>
public static class Prerequisites
{
    public static void RequireTool(string name) => Assert.SkipUnless(FindTool(name) is not null, $"{name} is not installed.");

    public static void RequireRoot() => Assert.SkipUnless(Posix.IsRoot, "Needs root.");

    public static void RequireFuse()
    {
        Assert.SkipUnless(File.Exists("/dev/fuse"), "/dev/fuse is missing (modprobe fuse, or run the container with --device /dev/fuse).");
        Assert.SkipUnless(Posix.IsRoot || FindTool("fusermount3") is not null, "Needs root or fusermount3 (apt-get install fuse3).");
    }

    public static string RequireExecutable()
    {
        string? path = Settings.Executable ?? FindBuilt();
        Assert.SkipWhen(
            path is null, "artifacts/azfilesmount/azfilesmount is not built (./build.sh build) and AZFILESMOUNT_EXE is not set.");
        Assert.True(File.Exists(path), $"The executable does not exist: {path}");
        return Path.GetFullPath(path);
    }

    public static string? FindTool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(["/usr/local/sbin", "/usr/sbin", "/sbin"])
        .Select(directory => Path.Combine(directory, name))
        .FirstOrDefault(File.Exists);

    /// <summary>The sources that these tests were built from.</summary>
    public static string RequireCheckout()
    {
        string? root = FindCheckout(AppContext.BaseDirectory);
        Assert.SkipWhen(root is null, "The tests do not run inside a checkout.");
        return root!;
    }

    private static string? FindBuilt()
    {
        string? root = FindCheckout(AppContext.BaseDirectory);
        string? candidate = root is null ? null : Path.Combine(root, "artifacts", "azfilesmount", "azfilesmount");
        return File.Exists(candidate) ? candidate : null;
    }

    private static string? FindCheckout(string? directory) =>
        directory is null || File.Exists(Path.Combine(directory, "AzFilesMount.sln"))
            ? directory
            : FindCheckout(Path.GetDirectoryName(directory));
}
