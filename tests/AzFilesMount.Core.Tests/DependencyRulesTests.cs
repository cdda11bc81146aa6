using System.Xml.Linq;
using AzFilesMount.Testing;

namespace AzFilesMount.Core.Tests;

/// <summary>Which room may reference which: an arrow that is not listed here is a mistake, or this list must change with a reason.</summary>
public sealed class DependencyRulesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["FileRest"] = ["Core"],
        ["Fuse"] = ["Core"],
        ["Emulator"] = [],
        ["Mounting"] = ["Core", "FileRest", "Fuse"],
        ["Cli"] = ["Mounting", "Emulator"],
    };

    private static readonly Dictionary<string, string[]> AllowedInTests = new()
    {
        ["Testing"] = ["Core"],
        ["Core.Tests"] = ["Core", "Testing"],
        ["FileRest.Tests"] = ["FileRest", "Emulator", "Testing"],
        ["Emulator.Tests"] = ["Emulator"],
        ["Fuse.Tests"] = ["Fuse", "Testing"],
        ["Cli.Tests"] = ["Cli", "Testing"],
        ["Functional.Tests"] = [],
    };

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void ProjectReferences_FollowTheArrows(string folder)
    {
        Dictionary<string, string[]> allowed = folder == "src" ? Allowed : AllowedInTests;
        string[] projects = Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(allowed.Keys.Order(), projects.Select(Room).Order());
        Assert.All(projects, project => Assert.Empty(References(project).Except(allowed[Room(project)])));
    }

    [Fact]
    public void Core_UsesNoPackageOfAnOperatingSystemOrOfAzure()
    {
        XDocument core = XDocument.Load(Path.Combine(Repository.Root, "src/AzFilesMount.Core/AzFilesMount.Core.csproj"));
        string[] packages = [.. core.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)];
        Assert.Equal(
            ["Microsoft.Extensions.Caching.Memory", "Microsoft.Extensions.Logging.Abstractions", "Nito.AsyncEx.Coordination"], packages);
    }

    private static HashSet<string> References(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference").Select(reference => Room((string)reference.Attribute("Include")!))];

    private static string Room(string path) => Path.GetFileNameWithoutExtension(path)["AzFilesMount.".Length..];
}
