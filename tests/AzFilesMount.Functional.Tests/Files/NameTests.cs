using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Names at the limits, names the service forbids, names that differ only in case.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class NameTests(SharedMount share)
{
    public static TheoryData<string> AwkwardNames =>
    [
        "a:b", "a?b*", "quote\"d", "less<more>", "pipe|", "back\\slash", "trailing.", "trailing ", "dots...", " leading", "tab\there",
        "new\nline", "bell\a", "a+b%20c", "#hash&amp;", "100%", "ünï", "日本語.txt", "😀", "e\u0301", "~tilde", ".hidden", "a..b", "-rf",
        "$HOME",
    ];

    [Theory]
    [MemberData(nameof(AwkwardNames))]
    public Task Name_ThatIsAwkward_ComesBackUnchanged(string name) => share.RunAsync(60, work =>
    {
        Directory.CreateDirectory(work["directory"]);
        string below = Directory.CreateDirectory(Path.Combine(work["directory"], name)).FullName;
        File.WriteAllText(Path.Combine(below, name), name);
        File.WriteAllText(work[name], "at the top");
        AssertFound();
        Posix.Rename(work[name], work["plain"]);
        Posix.Rename(work["plain"], work[name]);
        AssertFound();
        Posix.Unlink(work[name]);
        Directory.Delete(work["directory"], recursive: true);
        Assert.Empty(work.Names());

        void AssertFound()
        {
            Assert.Equal([.. ((string[])[name, "directory"]).Order(StringComparer.Ordinal)], work.Names());
            Assert.Equal([name], WorkDirectory.NamesIn(work["directory"]));
            Assert.Equal("at the top", File.ReadAllText(work[name]));
            Assert.Equal(name, File.ReadAllText(Path.Combine(below, name)));
        }
    });

    [Fact]
    public Task Names_ThatAreAwkward_SurviveARemount() => share.RunAsync(60, work =>
    {
        string[] names = [.. AwkwardNames.Select(row => row.Data)];
        foreach (string name in names)
            File.WriteAllText(work[name], name);
        work.Remount();
        Assert.Equal(names.Order(StringComparer.Ordinal), work.Names());
        foreach (string name in names)
            Assert.Equal(name, File.ReadAllText(work[name]));
    });

    [Theory]
    [InlineData("n")]
    [InlineData("ü")]
    [InlineData("語")]
    public Task Name_Of255Characters_IsHeld(string character) => share.RunAsync(60, work =>
    {
        Assert.SkipWhen(SharedMount.IsPlain && character != "n", "The plain directory counts bytes, not characters.");
        string name = string.Concat(Enumerable.Repeat(character, 255));
        File.WriteAllText(work[name], "long");
        Directory.CreateDirectory(Path.Combine(work.Root, "d" + name[1..]));
        work.Remount();
        Assert.Equal(["d" + name[1..], name], work.Names());
        Assert.Equal("long", File.ReadAllText(work[name]));
        Posix.Unlink(work[name]);
        Posix.RemoveDirectory(work["d" + name[1..]]);
        Assert.Empty(work.Names());
    });

    [Theory]
    [InlineData("n")]
    [InlineData("ü")]
    [InlineData("語")]
    public Task Name_Of256Characters_IsRefused(string character) => share.RunAsync(30, work =>
    {
        string name = string.Concat(Enumerable.Repeat(character, 256));
        Assert.Equal(Errno.ENAMETOOLONG, Posix.ErrorOf(() => PosixFile.Create(work[name]).Dispose()));
        Assert.Equal(Errno.ENAMETOOLONG, Posix.ErrorOf(() => Posix.MakeDirectory(work[name])));
        Assert.Empty(work.Names());
    });

    [Fact]
    public Task Path_OverTheServicesLimit_IsRefused() => share.RunMountedAsync(60, work =>
    {
        string path = work.Root;
        Errno error = Errno.None;
        for (int i = 0; i < 12 && error == Errno.None; i++)
        {
            path = Path.Combine(path, new string((char)('a' + i), 240));
            error = Posix.ErrorOf(() => Posix.MakeDirectory(path));
        }

        Assert.Equal(Errno.ENAMETOOLONG, error);
        Assert.InRange(Path.GetRelativePath(work.Share.Mount.Directory, path).Length, 2_049, 2_049 + 240);
    });

    [Fact]
    public Task Names_DifferingOnlyInCase_AreOneFile() => share.RunMountedAsync(60, work =>
    {
        File.WriteAllText(work["Name"], "one");
        Assert.True(File.Exists(work["nAME"]));
        Assert.Equal("one", File.ReadAllText(work["NAME"]));
        Assert.Equal(Errno.EEXIST, Posix.ErrorOf(
            () => PosixFile.Open(work["name"], OpenFlags.Write | OpenFlags.Create | OpenFlags.Exclusive).Dispose()));
        File.WriteAllText(work["NAME"], "two");
        Assert.Equal(["Name"], work.Names());
        Assert.Equal("two", File.ReadAllText(work["Name"]));
        Posix.Unlink(work["nAmE"]);
        Assert.Empty(work.Names());
        Assert.False(File.Exists(work["Name"]));
    });

    [Fact]
    public Task Rename_ThatChangesOnlyCase_ChangesTheShownName() => share.RunAsync(60, work =>
    {
        File.WriteAllText(work["file"], "content");
        Directory.CreateDirectory(work["folder"]);
        File.WriteAllText(work["folder/inside"], "inside");
        Posix.Rename(work["file"], work["FILE"]);
        Posix.Rename(work["folder"], work["Folder"]);
        Assert.Equal(["FILE", "Folder"], work.Names());
        work.Remount();
        Assert.Equal(["FILE", "Folder"], work.Names());
        Assert.Equal("content", File.ReadAllText(work["FILE"]));
        Assert.Equal("inside", File.ReadAllText(work["Folder/inside"]));
    });
}
