using System.Xml.Linq;

namespace AzFilesMount.Emulator.Tests.Conformance;

/// <summary>Compares XML bodies: elements, attributes and their order; the text of what does not vary.</summary>
internal static class XmlComparison
{
    private static readonly string[] Varying =
    [
        "FileId", "DirectoryId", "PermissionKey", "CreationTime", "LastAccessTime", "LastWriteTime", "ChangeTime", "Last-Modified", "Etag",
        "UserSpecifiedMd5", "ServerCalculatedMd5", "ServiceEndpoint", "ShareSnapshot",
    ];

    public static void Check(string where, XElement recorded, XElement own, string sharePrefix)
    {
        var here = $"{where}/{recorded.Name.LocalName}";
        Assert.Equal(recorded.Name.LocalName, own.Name.LocalName);
        Assert.True(
            recorded.Attributes().Select(a => a.Name.LocalName).SequenceEqual(own.Attributes().Select(a => a.Name.LocalName)),
            $"{here}: attributes differ: {own}");
        foreach (var (a, b) in recorded.Attributes().Zip(own.Attributes()))
            CheckText($"{here}@{a.Name.LocalName}", a.Name.LocalName, a.Name.LocalName == "ShareName" ? sharePrefix + a.Value : a.Value, b.Value);
        var (wanted, got) = (recorded.Elements().ToArray(), own.Elements().ToArray());
        Assert.True(
            wanted.Select(e => e.Name.LocalName).SequenceEqual(got.Select(e => e.Name.LocalName)),
            $"{here}: elements are {string.Join(',', got.Select(e => e.Name.LocalName))}, recorded {string.Join(',', wanted.Select(e => e.Name.LocalName))}.");
        foreach (var (a, b) in wanted.Zip(got))
            Check(here, a, b, sharePrefix);
        if (wanted.Length == 0)
            CheckText(here, recorded.Name.LocalName, recorded.Value, own.Value);
    }

    private static void CheckText(string where, string name, string recorded, string own)
    {
        if (name == "Message")
            Assert.True(recorded.Split('\n')[0] == own.Split('\n')[0] && own.Split('\n').Length == recorded.Split('\n').Length, $"{where}: '{own}', recorded '{recorded}'.");
        else if (Varying.Contains(name))
            Assert.True(recorded.Length == 0 == (own.Length == 0), $"{where}: '{own}', recorded '{recorded}'.");
        else
            Assert.True(recorded == own, $"{where}: '{own}', recorded '{recorded}'.");
    }
}
