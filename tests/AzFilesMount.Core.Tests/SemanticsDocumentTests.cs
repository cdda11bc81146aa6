using System.Text.RegularExpressions;
using AzFilesMount.Testing;

namespace AzFilesMount.Core.Tests;

/// <summary>Every rule that SEMANTICS.md calls kept is the name of a test somewhere.</summary>
public sealed partial class SemanticsDocumentTests
{
    [Fact]
    public void KeptRules_EachHaveATestNamedByNumber()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "src/AzFilesMount.Core/SEMANTICS.md"));
        string kept = document[..document.IndexOf("## Not kept yet", StringComparison.Ordinal)];
        string[] tests = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText)];
        int[] rules = [.. Rule().Matches(kept).Select(match => int.Parse(match.Groups[1].ValueSpan))];
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.True(
            tests.Any(text => Regex.IsMatch(text, $@"\bvoid Rule{rule:00}_|Task Rule{rule:00}_")), $"Rule {rule} has no test."));
    }

    [GeneratedRegex(@"^- \*\*(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
