using AzFilesMount.Core.FileSystem;
using AzFilesMount.Core.Store;
using AzFilesMount.Testing;

namespace AzFilesMount.Core.Tests.FileSystem;

/// <summary>One or more tests for each rule of SEMANTICS.md that the engine itself keeps; the number is in the name.</summary>
public sealed class SemanticsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan PastAttributeTtl = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task Rule01_OpenAfterChangeElsewhere_ReadsNewBytes()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        mount.Store.PutElsewhere("f", "old"u8);
        Assert.Equal("old"u8.ToArray(), await mount.ReadFileAsync("f"));
        mount.Store.PutElsewhere("f", "newer"u8);
        mount.Time.Advance(PastAttributeTtl);
        Assert.Equal("newer"u8.ToArray(), await mount.ReadFileAsync("f"));
    }

    [Fact]
    public async Task Rule01_AttributeTtlZero_AsksAtEveryOpen()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { AttributeTtl = TimeSpan.Zero });
        mount.Store.PutElsewhere("f", "old"u8);
        await mount.ReadFileAsync("f");
        mount.Store.PutElsewhere("f", "new"u8);
        Assert.Equal("new"u8.ToArray(), await mount.ReadFileAsync("f"));
    }

    [Fact]
    public async Task Rule02_WriteThroughOneHandle_ReadAtOnceThroughAnother()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        HandleId writer = await mount.CreateAsync("f");
        HandleId reader = await mount.OpenFileAsync("f", OpenAccess.Read);
        await mount.WriteAsync(writer, 3, [1, 2, 3]);
        Assert.Equal([0, 0, 0, 1, 2, 3], await mount.ReadAsync(reader, 0, 100));
        Assert.Equal(0, mount.Store.Count("WriteRange"));
    }

    [Fact]
    public async Task Rule03_ChangeElsewhereBetweenRanges_ReadIsOfOneVersion()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { ReadAhead = 0 });
        mount.Store.PutElsewhere("f", Filled(1 << 20, 1));
        HandleId handle = await mount.OpenFileAsync("f", OpenAccess.Read);
        await mount.ReadAsync(handle, 0, 64 << 10);
        mount.Store.PutElsewhere("f", Filled(1 << 20, 2));
        Assert.Equal(Filled(1 << 20, 2), await mount.ReadAsync(handle, 0, 1 << 20));
    }

    [Fact]
    public async Task Rule03_ChangesDuringEveryRequest_ErrorInsteadOfBlend()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { ReadAhead = 0 });
        mount.Store.PutElsewhere("f", Filled(1 << 20, 0));
        HandleId handle = await mount.OpenFileAsync("f", OpenAccess.Read);
        byte version = 0;
        mount.Store.BeforeAsync = request =>
        {
            if (request.Operation == "ReadRange")
                mount.Store.PutElsewhere("f", Filled(1 << 20, ++version));
            return Task.FromResult(FsStatus.Ok);
        };
        FsResult<int> read = await mount.FileSystem.ReadAsync(handle, 0, new byte[1 << 20], None);
        Assert.Equal(FsStatus.VersionChanged, read.Status);
    }

    [Fact]
    public async Task Rule04_ChangeElsewhere_StatShowsItAfterTheTtl()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        mount.Store.PutElsewhere("f", "12345"u8);
        NodeId node = await mount.NodeAsync("f");
        mount.Store.PutElsewhere("f", "123"u8);
        mount.Time.Advance(PastAttributeTtl);
        Assert.Equal(3, (await mount.FileSystem.GetAttributesAsync(node, None)).Value.Length);
    }

    [Fact]
    public async Task Rule04_OwnChanges_ShowAtOnceWithoutRelisting()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        mount.Store.PutElsewhere("a", "1"u8);
        Assert.Equal(["a"], await mount.ListAsync(""));
        mount.Store.ClearRequests();
        await mount.WriteFileAsync("b", [1, 2]);
        (await mount.DeleteAsync("a")).EnsureOk();
        (await mount.RenameAsync("b", "c")).EnsureOk();
        Assert.Equal(["c"], await mount.ListAsync(""));
        Assert.Equal(2, (await mount.LookupAsync("c")).Value.Length);
        Assert.Equal(0, mount.Store.Count("List"));
    }

    [Fact]
    public async Task Rule05_NameAbsentFromFreshListing_NoRequest()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        mount.Store.PutElsewhere("a", "1"u8);
        await mount.ListAsync("");
        mount.Store.ClearRequests();
        Assert.Equal(FsStatus.NotFound, (await mount.LookupAsync("b")).Status);
        Assert.Empty(mount.Store.Requests);
    }

    [Fact]
    public async Task Rule07_FsyncSucceeds_BytesOfEveryHandleAreOnTheShare()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        HandleId first = await mount.CreateAsync("f");
        HandleId second = await mount.OpenFileAsync("f");
        await mount.WriteAsync(first, 0, [1, 2]);
        await mount.WriteAsync(second, 2, [3, 4]);
        (await mount.FileSystem.FsyncAsync(first, None)).EnsureOk();
        Assert.Equal([1, 2, 3, 4], mount.Store.Content("f"));
    }

    [Theory]
    [InlineData("WriteRange", FsStatus.NoSpace)]
    [InlineData("SetProperties", FsStatus.Offline)]
    public async Task Rule08_UploadFails_CloseSaysSoAndTheBytesAreKept(string operation, FsStatus status)
    {
        await using TestMount mount = await TestMount.OpenAsync();
        HandleId handle = await mount.CreateAsync("f");
        await mount.WriteAsync(handle, 0, [1, 2, 3]);
        mount.Store.BeforeAsync = request => Task.FromResult(request.Operation == operation ? status : FsStatus.Ok);
        Assert.Equal(status, (await mount.CloseAsync(handle)).Status);
        Assert.Equal(1, mount.FileSystem.GetStats().DirtyFiles);
        mount.Store.BeforeAsync = null;
        (await mount.FileSystem.DrainAsync(null, None)).EnsureOk();
        Assert.Equal([1, 2, 3], mount.Store.Content("f"));
    }

    [Fact]
    public async Task Rule08_UploadFailedAtClose_IsSentAgainInTheBackground()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        HandleId handle = await mount.CreateAsync("f");
        await mount.WriteAsync(handle, 0, [7]);
        mount.Store.BeforeAsync = request => Task.FromResult(request.Operation == "WriteRange" ? FsStatus.Busy : FsStatus.Ok);
        await mount.CloseAsync(handle);
        mount.Store.BeforeAsync = null;
        mount.Time.Advance(TimeSpan.FromSeconds(6));
        await Eventually.IsTrueAsync(() => mount.Store.Content("f") is [7]);
    }

    [Fact]
    public async Task Rule09_PolicyThrough_EachWriteIsOnTheShareWhenItReturns()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { WritePolicy = WritePolicy.Through });
        HandleId handle = await mount.CreateAsync("f");
        (await mount.WriteAsync(handle, 0, [1, 2])).EnsureOk();
        Assert.Equal([1, 2], mount.Store.Content("f"));
        mount.Store.BeforeAsync = request => Task.FromResult(request.Operation == "WriteRange" ? FsStatus.AccessDenied : FsStatus.Ok);
        Assert.Equal(FsStatus.AccessDenied, (await mount.WriteAsync(handle, 0, [3])).Status);
    }

    [Fact]
    public async Task Rule13_SmallEditOfALargeFile_MovesOnlyWhatItTouched()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        mount.Store.PutElsewhere("f", new byte[64 << 20]);
        HandleId handle = await mount.OpenFileAsync("f");
        mount.Store.ClearRequests();
        await mount.WriteAsync(handle, 40_000_000, new byte[100]);
        (await mount.CloseAsync(handle)).EnsureOk();
        StoreRequest only = Assert.Single(mount.Store.Requests);
        Assert.Equal(new ByteRange(40_000_000, 100), only.Range);
    }

    [Fact]
    public async Task Rule14_Holes_ReadAsZerosAndAreFound()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        HandleId handle = await mount.CreateAsync("f");
        await mount.WriteAsync(handle, 1 << 20, Filled(1 << 20, 5));
        Assert.Equal(new byte[4096], await mount.ReadAsync(handle, 4096, 4096));
        Assert.Equal(1 << 20, (await mount.FileSystem.SeekAsync(handle, SeekKind.Data, 0, None)).Value);
        Assert.Equal(0, (await mount.FileSystem.SeekAsync(handle, SeekKind.Hole, 0, None)).Value);
        Assert.Equal(2 << 20, (await mount.FileSystem.SeekAsync(handle, SeekKind.Hole, 1 << 20, None)).Value);
        Assert.Equal(FsStatus.EndOfFile, (await mount.FileSystem.SeekAsync(handle, SeekKind.Data, 2 << 20, None)).Status);
    }

    [Fact]
    public async Task Rule15_RenameOfATree_IsOneRequestAndOpenHandlesFollow()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        (await mount.MakeDirectoryAsync("d")).EnsureOk();
        HandleId handle = await mount.CreateAsync("d/f");
        await mount.WriteAsync(handle, 0, [1]);
        mount.Store.ClearRequests();
        (await mount.RenameAsync("d", "e")).EnsureOk();
        Assert.Equal(1, mount.Store.Count("Rename"));
        (await mount.CloseAsync(handle)).EnsureOk();
        Assert.Equal([1], mount.Store.Content("e/f"));
    }

    [Fact]
    public async Task Rule15_RenameReplaces_UnlessToldNotTo()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("a", [1]);
        await mount.WriteFileAsync("b", [2]);
        Assert.Equal(FsStatus.AlreadyExists, (await mount.RenameAsync("a", "b", RenameFlags.NoReplace)).Status);
        (await mount.RenameAsync("a", "b")).EnsureOk();
        Assert.Equal([1], mount.Store.Content("b"));
        Assert.False(mount.Store.Exists("a"));
    }

    [Fact]
    public async Task Rule15_RenameOverADirectory_OnlyAnEmptyOneAndOnlyByADirectory()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.MakeDirectoryAsync("d");
        await mount.MakeDirectoryAsync("full");
        await mount.WriteFileAsync("full/x", [1]);
        await mount.WriteFileAsync("f", [1]);
        Assert.Equal(FsStatus.IsDirectory, (await mount.RenameAsync("f", "d")).Status);
        Assert.Equal(FsStatus.NotDirectory, (await mount.RenameAsync("d", "f")).Status);
        Assert.Equal(FsStatus.DirectoryNotEmpty, (await mount.RenameAsync("d", "full")).Status);
        (await mount.RenameAsync("full", "d")).EnsureOk();
        Assert.Equal([1], mount.Store.Content("d/x"));
    }

    [Fact]
    public async Task Rule16_DeletedWhileOpen_ReadableAndWritableUntilTheLastClose()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.MakeDirectoryAsync("d");
        await mount.WriteFileAsync("d/f", [1, 2, 3]);
        NodeId node = await mount.NodeAsync("d/f");
        HandleId handle = await mount.OpenFileAsync("d/f");
        (await mount.DeleteAsync("d/f")).EnsureOk();
        Assert.Equal(FsStatus.NotFound, (await mount.LookupAsync("d/f")).Status);
        Assert.Empty(await mount.ListAsync("d"));
        Assert.Equal(["d"], await mount.ListAsync(""));
        await mount.WriteAsync(handle, 1, [9]);
        Assert.Equal([1, 9, 3], await mount.ReadAsync(handle, 0, 10));
        (await mount.DeleteDirectoryAsync("d")).EnsureOk();
        mount.Time.Advance(PastAttributeTtl);
        Assert.Equal(3, (await mount.FileSystem.GetAttributesAsync(node, None)).Value.Length);
        Assert.Equal([1, 9, 3], await mount.ReadAsync(handle, 0, 10));
        (await mount.CloseAsync(handle)).EnsureOk();
        Assert.Empty(mount.Store.Names(""));
    }

    [Fact]
    public async Task Rule16_DeletedWhileOpenAndUnchanged_OutlivesTheTtls()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("f", [1, 2, 3]);
        NodeId node = await mount.NodeAsync("f");
        HandleId handle = await mount.OpenFileAsync("f");
        (await mount.DeleteAsync("f")).EnsureOk();
        mount.Time.Advance(TimeSpan.FromMinutes(1));
        await mount.ListAsync("");
        Assert.True((await mount.FileSystem.GetAttributesAsync(node, None)).IsOk);
        Assert.Equal([1, 2, 3], await mount.ReadAsync(handle, 0, 10));
    }

    [Fact]
    public async Task Rule16_MountEndsBeforeTheLastClose_NothingIsLeftBehind()
    {
        TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("f", [1]);
        await mount.OpenFileAsync("f");
        (await mount.DeleteAsync("f")).EnsureOk();
        await mount.DisposeAsync();
        Assert.Empty(mount.Store.Names(""));
    }

    [Fact]
    public async Task Rule16_ReplacedByRenameWhileOpen_OldBytesStayReadable()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("old", [1]);
        await mount.WriteFileAsync("new", [2]);
        HandleId handle = await mount.OpenFileAsync("old");
        (await mount.RenameAsync("new", "old")).EnsureOk();
        Assert.Equal([1], await mount.ReadAsync(handle, 0, 10));
        Assert.Equal([2], await mount.ReadFileAsync("old"));
        await mount.CloseAsync(handle);
        Assert.Equal(["old"], mount.Store.Names(""));
    }

    [Fact]
    public async Task Rule17_Times_KeepHundredNanosecondsAndAreSent()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("f", [1]);
        DateTime time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567);
        NodeId node = await mount.NodeAsync("f");
        (await mount.FileSystem.SetAttributesAsync(node, HandleId.None, new AttributeChanges { LastWritten = time, Created = time }, None))
            .EnsureOk();
        Assert.Equal(time, mount.Store.Info("f").LastWritten);
        Assert.Equal(time, (await mount.LookupAsync("f")).Value.Created);
    }

    [Fact]
    public async Task Rule17_TimeSetWhileBytesAreUnsent_SurvivesTheClose()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        DateTime time = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        HandleId handle = await mount.CreateAsync("f");
        await mount.WriteAsync(handle, 0, [1, 2, 3]);
        await mount.FileSystem.SetAttributesAsync(await mount.NodeAsync("f"), handle, new AttributeChanges { LastWritten = time }, None);
        await mount.CloseAsync(handle);
        Assert.Equal(time, mount.Store.Info("f").LastWritten);
    }

    [Fact]
    public async Task Rule17_TimeSeenBeforeClose_IsTheTimeAfterIt()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        HandleId handle = await mount.CreateAsync("f");
        await mount.WriteAsync(handle, 0, [1, 2, 3]);
        DateTime before = (await mount.LookupAsync("f")).Value.LastWritten;
        mount.Time.Advance(TimeSpan.FromSeconds(3));
        await mount.CloseAsync(handle);
        Assert.Equal(before, mount.Store.Info("f").LastWritten);
    }

    [Fact]
    public async Task Rule18_ReadOnlyAttribute_SetClearedAndRespectedByOpen()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("f", [1]);
        NodeId node = await mount.NodeAsync("f");
        await mount.FileSystem.SetAttributesAsync(node, HandleId.None, new AttributeChanges { ReadOnly = true }, None);
        Assert.True(mount.Store.Info("f").Attributes.HasFlag(ShareAttributes.ReadOnly));
        Assert.Equal(FsStatus.AccessDenied, (await mount.FileSystem.OpenAsync(node, OpenAccess.Write, false, None)).Status);
        await mount.FileSystem.SetAttributesAsync(node, HandleId.None, new AttributeChanges { ReadOnly = false }, None);
        Assert.False(mount.Store.Info("f").Attributes.HasFlag(ShareAttributes.ReadOnly));
        Assert.True((await mount.FileSystem.OpenAsync(node, OpenAccess.Write, false, None)).IsOk);
    }

    [Fact]
    public async Task Rule18_CreatedReadOnly_StillTakesTheCreatorsBytes()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        CreatedFile created = (await mount.TryCreateAsync("f", exclusive: true, readOnly: true)).Value;
        (await mount.WriteAsync(created.Opened.Handle, 0, [1, 2])).EnsureOk();
        (await mount.CloseAsync(created.Opened.Handle)).EnsureOk();
        Assert.Equal([1, 2], mount.Store.Content("f"));
        Assert.True(mount.Store.Info("f").Attributes.HasFlag(ShareAttributes.ReadOnly));
        (await mount.DeleteAsync("f")).EnsureOk();
        Assert.False(mount.Store.Exists("f"));
    }

    [Fact]
    public async Task Rule19_FileId_IsTheInodeAndSurvivesRename()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("f", [1]);
        ulong id = (await mount.LookupAsync("f")).Value.FileId;
        Assert.Equal(mount.Store.Info("f").FileId, id);
        await mount.RenameAsync("f", "g");
        Assert.Equal(id, (await mount.LookupAsync("g")).Value.FileId);
    }

    [Fact]
    public async Task Rule20_NamesThatDifferInCase_AreOneFile()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("Readme", [1]);
        NodeInfo upper = (await mount.LookupAsync("README")).Value;
        Assert.Equal((await mount.LookupAsync("Readme")).Value.FileId, upper.FileId);
        Assert.Equal(TimeSpan.Zero, upper.NameValid);
        Assert.Equal(FsStatus.AlreadyExists, (await mount.TryCreateAsync("readme", exclusive: true)).Status);
        (await mount.RenameAsync("Readme", "README")).EnsureOk();
        Assert.Equal(["README"], mount.Store.Names(""));
        Assert.Equal(["README"], await mount.ListAsync(""));
    }

    [Fact]
    public async Task Rule20_OtherSpelling_HasAnIdOfItsOwnForTheSameBytes()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync("name", [1]);
        int nodes = mount.FileSystem.GetStats().Nodes;
        NodeId proper = await mount.NodeAsync("name");
        NodeId other = await mount.NodeAsync("NAME");
        Assert.NotEqual(proper, other);
        Assert.Equal(other, await mount.NodeAsync("NaMe"));
        HandleId handle = await mount.OpenFileAsync("NAME");
        await mount.WriteAsync(handle, 0, [2]);
        Assert.Equal([2], await mount.ReadFileAsync("name"));
        Assert.True(mount.FileSystem.Notifications.TryRead(out NodeNotification told) && told == new NodeNotification(proper, null));
        (await mount.CloseAsync(handle)).EnsureOk();
        (await mount.DeleteAsync("nAmE")).EnsureOk();
        mount.FileSystem.Forget(other, 100);
        Assert.Equal(FsStatus.StaleHandle, (await mount.FileSystem.GetAttributesAsync(other, None)).Status);
        mount.FileSystem.Forget(proper, 100);
        Assert.Equal(nodes - 1, mount.FileSystem.GetStats().Nodes);
    }

    [Theory]
    [InlineData("a:b", "a\uF022b")]
    [InlineData("what?", "what\uF025")]
    [InlineData("\"*<>|\\", "\uF020\uF021\uF023\uF024\uF027\uF026")]
    [InlineData("tab\there", "tab\uF009here")]
    [InlineData("trailing ", "trailing\uF028")]
    [InlineData("dot.", "dot.")]
    public async Task Rule21_ForbiddenCharacters_StoredAsTheCifsClientDoes(string name, string stored)
    {
        await using TestMount mount = await TestMount.OpenAsync();
        await mount.WriteFileAsync(name, [1]);
        Assert.Equal([stored], mount.Store.Names(""));
        Assert.Equal([name], await mount.ListAsync(""));
        Assert.Equal([1], await mount.ReadFileAsync(name));
    }

    [Fact]
    public async Task Rule22_NameTheServiceCannotHold_RefusedWithoutARequest()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        Assert.Equal(FsStatus.NameTooLong, (await mount.TryCreateAsync(new string('x', 256))).Status);
        Assert.Equal(FsStatus.BadName, (await mount.TryCreateAsync("NUL")).Status);
        Assert.Empty(mount.Store.Requests);
        await mount.WriteFileAsync(new string('ä', 255), [1]);
    }

    [Fact]
    public async Task Rule22_PathTheServiceCannotHold_RefusedWithoutCreating()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        string path = "";
        for (int depth = 0; depth < 8; depth++)
        {
            path = $"{path}/{new string((char)('a' + depth), 250)}";
            (await mount.MakeDirectoryAsync(path.TrimStart('/'))).EnsureOk();
        }
        mount.Store.ClearRequests();
        Assert.Equal(FsStatus.NameTooLong, (await mount.MakeDirectoryAsync($"{path}/{new string('z', 100)}".TrimStart('/'))).Status);
        Assert.Equal(0, mount.Store.Count("CreateDirectory"));
    }

    [Fact]
    public async Task Rule22_NamesNoClientMayTrust_NeverReachTheKernel()
    {
        await using TestMount mount = await TestMount.OpenAsync();
        foreach (string name in (string[])["good", "..", ".", "a\\b", "nul\0", "lone\uD800"])
            mount.Store.PutElsewhere(name, "1"u8);
        Assert.Equal(["good"], await mount.ListAsync(""));
    }

    [Fact]
    public async Task Rule25_ReadOnlyMount_SendsNothingThatChanges()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { ReadOnly = true });
        mount.Store.PutElsewhere("f", "1"u8);
        mount.Store.MakeDirectoryElsewhere("d");
        NodeId node = await mount.NodeAsync("f");
        Assert.Equal(FsStatus.ReadOnlyMount, (await mount.TryCreateAsync("g")).Status);
        Assert.Equal(FsStatus.ReadOnlyMount, (await mount.MakeDirectoryAsync("e")).Status);
        Assert.Equal(FsStatus.ReadOnlyMount, (await mount.DeleteAsync("f")).Status);
        Assert.Equal(FsStatus.ReadOnlyMount, (await mount.DeleteDirectoryAsync("d")).Status);
        Assert.Equal(FsStatus.ReadOnlyMount, (await mount.RenameAsync("f", "g")).Status);
        Assert.Equal(FsStatus.ReadOnlyMount, (await mount.FileSystem.OpenAsync(node, OpenAccess.Write, false, None)).Status);
        FsResult<NodeInfo> resized = await mount.FileSystem.SetAttributesAsync(
            node, HandleId.None, new AttributeChanges { Length = 0 }, None);
        Assert.Equal(FsStatus.ReadOnlyMount, resized.Status);
        Assert.Equal("1"u8.ToArray(), await mount.ReadFileAsync("f"));
        Assert.All(mount.Store.Requests, request => Assert.Contains(request.Operation, (string[])["List", "GetEntry", "ReadRange"]));
    }

    [Fact]
    public async Task Rule27_VolumeSize_FromTheShareOrAsConfigured()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { VolumeSize = 77 });
        Assert.Equal(new VolumeInfo(100L << 30, 99L << 30), (await mount.FileSystem.GetVolumeAsync(None)).Value);
        mount.Store.Usage = null;
        mount.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new VolumeInfo(77, 77), (await mount.FileSystem.GetVolumeAsync(None)).Value);
    }

    [Fact]
    public async Task Rule30_MemoryBudgetUsedUp_WriterSendsAndReaderStillReads()
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { MemoryBudget = 2 << 20 });
        HandleId writer = await mount.CreateAsync("w");
        mount.Store.PutElsewhere("r", Filled(8 << 20, 3));
        for (int i = 0; i < 64; i++)
            (await mount.WriteAsync(writer, i * 200_000L, Filled(100_000, (byte)i))).EnsureOk();
        Assert.Equal(Filled(8 << 20, 3), await mount.ReadFileAsync("r"));
        (await mount.CloseAsync(writer)).EnsureOk();
        Assert.InRange(mount.FileSystem.GetStats().MemoryUsage, 0, (2 << 20) + (2 << 19));
        Assert.Equal(Filled(100_000, 63), mount.Store.Content("w")[(63 * 200_000)..]);
    }

    private static byte[] Filled(int length, byte value)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }
}
