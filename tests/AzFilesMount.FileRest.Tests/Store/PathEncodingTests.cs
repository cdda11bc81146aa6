using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.FileRest.Tests.Doubles;

namespace AzFilesMount.FileRest.Tests.Store;

public class PathEncodingTests
{
    private static readonly string[] Shares =
    [
        "https://account.file.core.windows.net/share",
        "https://127.0.0.1:45001/account/share",
        "https://localhost:45001/account/share",
        "https://account.file.localhost:45001/share",
        "https://[::1]:45001/account/share",
    ];

    private static readonly string[] Names =
    [
        "plain.txt", "100%.txt", "%2F", "%41", "a#b", "a+b c", " lead", "a&b=c;d,e", "grüße", "emoji 😀", "dot.", "dots...", "~tilde",
        "\uF03F\uF03A", "{x}[y]", "it's (1)!", "a@b$c^`", "日本語", "e\u0301",
    ];

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (string share in Shares)
        {
            foreach (string name in Names)
                data.Add(share, name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task GetEntry_OddName_IsSentAsThatName(string share, string name)
    {
        foreach (string directory in new[] { "", "base %41 dir./ü" })
        {
            var scripted = new ScriptedStore(_ => Answers.Head(3), share, directory);
            FsResult<EntryInfo> result = await scripted.Store.GetEntryAsync(new SharePath($"d{name}/{name}"), EntryKind.File, default);
            Assert.True(result.IsOk, result.Error?.Message);
            Assert.Equal(name, result.Value.Name);
            string prefix = directory.Length == 0 ? "" : $"/{directory}";
            Assert.Equal($"{new Uri(share).AbsolutePath}{prefix}/d{name}/{name}", Decode(scripted.Only.Uri.AbsoluteUri));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Rename_OddName_NamesBothEndsRight(string share, string name)
    {
        foreach (EntryKind kind in new[] { EntryKind.Directory, EntryKind.File })
        {
            var scripted = new ScriptedStore(r => r.Method == "HEAD" ? Answers.Head(3) : Answers.Ok(), share, "base/%41");
            FsResult<EntryInfo> result = await scripted.Store.RenameAsync(
                new SharePath($"old/{name}"), new SharePath($"new/{name}"), kind, default, default);
            Assert.True(result.IsOk, result.Error?.Message);
            SentRequest sent = scripted.Handler.Requests.First();
            string root = $"{new Uri(share).AbsolutePath}/base/%41";
            Assert.Equal($"{root}/new/{name}", Decode(sent.Uri.AbsoluteUri));
            Assert.Equal($"{root}/old/{name}", Decode(sent.Header("x-ms-file-rename-source")!));
            Assert.Equal("true", sent.Header("x-ms-source-allow-trailing-dot"), ignoreCase: true);
        }
    }

    [Theory]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a?b")]
    [InlineData("a\\b")]
    [InlineData("half a pair")]
    public async Task AnyCall_NameThatAUrlWouldChange_IsRefusedWithoutRequest(string path)
    {
        // An attribute cannot carry the lone surrogate itself.
        path = path.Replace("half a pair", "a\ud83d", StringComparison.Ordinal);
        var scripted = new ScriptedStore(_ => Answers.Ok());
        Assert.Equal(FsStatus.BadName, (await scripted.Store.GetEntryAsync(new SharePath(path), EntryKind.File, default)).Status);
        Assert.Equal(FsStatus.BadName, (await scripted.Store.RenameAsync(
            new SharePath("a"), new SharePath(path), EntryKind.File, default, default)).Status);
        Assert.Equal(FsStatus.BadName, (await scripted.Store.DeleteAsync(new SharePath(path), EntryKind.File, default)).Status);
        Assert.Equal(FsStatus.BadName, (await scripted.Store.ReadRangeAsync(
            new SharePath(path), new ByteRange(0, 1), new BufferSink(1), default)).Status);
        Assert.Empty(scripted.Handler.Requests);
    }

    private static string Decode(string url)
    {
        string path = url[(url.IndexOf("//", StringComparison.Ordinal) + 2)..];
        path = path[path.IndexOf('/', StringComparison.Ordinal)..].Split('?')[0];
        return Uri.UnescapeDataString(path);
    }
}
