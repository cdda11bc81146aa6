using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class NameOperationsTests
{
    [Theory]
    [InlineData(0x8000u + 0x1A4, 0)]
    [InlineData(0x1A4u, 0)]
    [InlineData(0x1000u, Errno.EPERM)]
    [InlineData(0x2000u, Errno.EPERM)]
    [InlineData(0xC000u, Errno.EPERM)]
    public async Task MkNod_OnlyRegularFiles_AreMade(uint mode, int errno)
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.MkNod, 1, Bytes(new MkNodIn { Mode = mode }), Name("n"));
        Assert.Equal(errno, reply.Errno);
        Assert.Equal(errno == 0, kernel.FileSystem.Root.Children.ContainsKey("n"));
        Assert.Equal(0, kernel.FileSystem.OpenHandles);
    }

    [Fact]
    public async Task MkNod_BothStepsLate_IsAnsweredOnceAtTheEnd()
    {
        await using var kernel = new ScriptedKernel();
        var gates = new Dictionary<string, TaskCompletionSource> { ["create"] = new(), ["release"] = new() };
        kernel.FileSystem.Gate = (operation, _) => gates[operation].Task;
        var unique = kernel.Post(Opcode.MkNod, 1, Bytes(new MkNodIn { Mode = 0x8000 }), Name("n"));
        await kernel.WaitUntilParkedAsync(1);
        gates["create"].SetResult();
        kernel.ExpectSilence();
        gates["release"].SetResult();
        Assert.Equal(1, kernel.FileSystem.Root.Children["n"].References);
        kernel.Expect(unique).As<EntryOut>();
    }

    [Fact]
    public async Task MkDir_New_AnswersTheEntry()
    {
        await using var kernel = new ScriptedKernel();
        var entry = kernel.Ask(Opcode.MkDir, 1, Bytes(new MkDirIn { Mode = 0x1ED }), Name("d")).As<EntryOut>();
        var node = kernel.FileSystem.Root.Children["d"];
        Assert.Equal((node.Id, EntryKind.Directory, 1L), (entry.NodeId, node.Kind, node.References));
        Assert.Equal(Errno.EEXIST, kernel.Ask(Opcode.MkDir, 1, Bytes(default(MkDirIn)), Name("d")).Errno);
    }

    [Fact]
    public async Task UnlinkAndRmDir_RemoveNames()
    {
        await using var kernel = new ScriptedKernel();
        kernel.FileSystem.AddFile("f", []);
        var directory = kernel.FileSystem.AddDirectory("d");
        kernel.FileSystem.AddFile("g", [], directory);
        Assert.Equal(0, kernel.Ask(Opcode.Unlink, 1, Name("f")).Errno);
        Assert.Equal(Errno.ENOENT, kernel.Ask(Opcode.Unlink, 1, Name("f")).Errno);
        Assert.Equal(Errno.ENOTEMPTY, kernel.Ask(Opcode.RmDir, 1, Name("d")).Errno);
        Assert.Equal(0, kernel.Ask(Opcode.Unlink, directory.Id, Name("g")).Errno);
        Assert.Equal(0, kernel.Ask(Opcode.RmDir, 1, Name("d")).Errno);
        Assert.Empty(kernel.FileSystem.Root.Children);
    }

    [Fact]
    public async Task Rename_PassesBothNamesAndTheFlagOn()
    {
        await using var kernel = new ScriptedKernel();
        kernel.FileSystem.AddFile("a", []);
        var directory = kernel.FileSystem.AddDirectory("d");
        var there = kernel.Ask(Opcode.Rename, 1, Bytes(new RenameIn { NewParent = directory.Id }), Name("a"), Name("ä"));
        var back = kernel.Ask(
            Opcode.Rename2, directory.Id, Bytes(new Rename2In { NewParent = 1, Flags = 1 }), Name("ä"), Name("b"));
        Assert.Equal((0, 0), (there.Errno, back.Errno));
        Assert.Equal([$"rename a {directory.Id} ä None", "rename ä 1 b NoReplace"], kernel.FileSystem.Calls);
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(4u)]
    [InlineData(8u)]
    public async Task Rename2_FlagsWithoutCounterpart_AreRefused(uint flags)
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.Rename2, 1, Bytes(new Rename2In { NewParent = 1, Flags = flags }), Name("a"), Name("b"));
        Assert.Equal(Errno.EINVAL, reply.Errno);
    }

    [Fact]
    public async Task Names_ThatAreNoUtf8_AreRefusedEverywhere()
    {
        await using var kernel = new ScriptedKernel();
        byte[] bad = [0xFF, 0];
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.Unlink, 1, bad).Errno);
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.RmDir, 1, bad).Errno);
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.MkDir, 1, Bytes(default(MkDirIn)), bad).Errno);
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.MkNod, 1, Bytes(new MkNodIn { Mode = 0x8000 }), bad).Errno);
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.Create, 1, Bytes(default(CreateIn)), bad).Errno);
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.Rename, 1, Bytes(new RenameIn { NewParent = 1 }), Name("a"), bad).Errno);
    }

    [Theory]
    [InlineData(Opcode.SymLink, Errno.EPERM)]
    [InlineData(Opcode.Link, Errno.EPERM)]
    [InlineData(Opcode.ReadLink, Errno.EINVAL)]
    [InlineData(Opcode.Access, Errno.ENOSYS)]
    [InlineData(Opcode.GetXAttr, Errno.ENOSYS)]
    [InlineData(Opcode.SetXAttr, Errno.ENOSYS)]
    [InlineData(Opcode.ListXAttr, Errno.ENOSYS)]
    [InlineData(Opcode.RemoveXAttr, Errno.ENOSYS)]
    [InlineData(Opcode.CopyFileRange, Errno.ENOSYS)]
    [InlineData(Opcode.Poll, Errno.ENOSYS)]
    [InlineData(Opcode.Ioctl, Errno.ENOSYS)]
    [InlineData(Opcode.GetLk, Errno.ENOSYS)]
    [InlineData(Opcode.TmpFile, Errno.ENOSYS)]
    [InlineData((Opcode)4711, Errno.ENOSYS)]
    [InlineData(Opcode.FsyncDir, Errno.None)]
    [InlineData(Opcode.Destroy, Errno.None)]
    internal async Task OperationsWithoutCounterpart_HaveTheirFixedAnswer(Opcode opcode, int errno)
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(opcode, 1, new byte[64]);
        Assert.Equal(errno, reply.Errno);
        Assert.Empty(reply.Body);
    }

    [Fact]
    public async Task AllowRoot_AnotherUser_IsKeptOut()
    {
        await using var kernel = new ScriptedKernel(DefaultOptions with { AllowRoot = true });
        Assert.Equal(Errno.EACCES, kernel.Ask(Opcode.Lookup, 1, Name("a")).Errno);
        Assert.Equal(Errno.EACCES, kernel.Ask(Opcode.GetAttr, 1, new byte[16]).Errno);
        kernel.FileSystem.Failure = static _ => FsStatus.BadHandle;
        Assert.Equal(Errno.EBADF, kernel.Ask(Opcode.Read, 1, Bytes(new ReadIn { Size = 1 })).Errno);
    }
}
