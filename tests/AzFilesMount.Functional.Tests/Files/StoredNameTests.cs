using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>How names look to the service.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class StoredNameTests(SharedMount share)
{
    [Theory]
    [InlineData("\"", '\uF020')]
    [InlineData("*", '\uF021')]
    [InlineData(":", '\uF022')]
    [InlineData("<", '\uF023')]
    [InlineData(">", '\uF024')]
    [InlineData("?", '\uF025')]
    [InlineData("\\", '\uF026')]
    [InlineData("|", '\uF027')]
    [InlineData("\u0007", '\uF007')]
    public Task ForbiddenCharacter_IsStoredAsCifsStoresIt(string character, char stored) => share.RunMountedAsync(60, work =>
    {
        work.Share.Emulator.Log.Mark();
        File.WriteAllText(work[$"x{character}y"], "content");
        IReadOnlyList<Request> requests = work.Share.Emulator.Log.Since();
        string expected = $"x{stored}y";
        Assert.True(
            requests.Any(request => Uri.UnescapeDataString(request.Path).EndsWith(expected, StringComparison.Ordinal)),
            $"No request for x\\u{(int)stored:x4}y.\n{RequestLog.Describe(requests)}");
    });

    [Theory]
    [InlineData("CON")]
    [InlineData("nul")]
    [InlineData("Com1")]
    [InlineData("CLOCK$")]
    public Task ReservedName_IsRefused(string name) => share.RunMountedAsync(60, work =>
    {
        Assert.Equal(Errno.EINVAL, Posix.ErrorOf(() => PosixFile.Create(work[name]).Dispose()));
        Assert.Equal(Errno.EINVAL, Posix.ErrorOf(() => Posix.MakeDirectory(work[name])));
        File.WriteAllText(work["plain"], "content");
        Assert.Equal(Errno.EINVAL, Posix.ErrorOf(() => Posix.Rename(work["plain"], work[name])));
        Assert.Equal(["plain"], work.Names());
    });
}
