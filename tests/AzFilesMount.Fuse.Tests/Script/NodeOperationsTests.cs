using AzFilesMount.Core;
using AzFilesMount.Core.Store;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class NodeOperationsTests
{
    private const uint RegularFile = 0x8000;

    [Fact]
    public async Task Lookup_File_AnswersEveryField()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("Ünïcode", new byte[1025]);
        kernel.FileSystem.Valid = TimeSpan.FromMilliseconds(1500);
        file.Written = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1234567);
        var entry = kernel.Ask(Opcode.Lookup, 1, Name("Ünïcode")).As<EntryOut>();
        Assert.Equal((file.Id, 0ul), (entry.NodeId, entry.Generation));
        Assert.Equal((1ul, 500_000_000u), (entry.EntryValid, entry.EntryValidNanoseconds));
        Assert.Equal((1ul, 500_000_000u), (entry.AttrValid, entry.AttrValidNanoseconds));
        Assert.Equal((1000 + file.Id, 1025ul, 3ul), (entry.Attr.Inode, entry.Attr.Size, entry.Attr.Blocks));
        Assert.Equal((RegularFile | Convert.ToUInt32("640", 8), 1u), (entry.Attr.Mode, entry.Attr.Links));
        Assert.Equal((1234u, 5678u), (entry.Attr.Uid, entry.Attr.Gid));
        Assert.Equal((1767323045L, 123456700u), (entry.Attr.ModifyTime, entry.Attr.ModifyNanoseconds));
        Assert.Equal(1u << 20, entry.Attr.BlockSize);
        Assert.Equal(1, file.References);
    }

    [Fact]
    public async Task Lookup_Missing_IsNotRemembered()
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.Lookup, 1, Name("none"));
        Assert.Equal(Errno.ENOENT, reply.Errno);
        Assert.Empty(reply.Body);
    }

    [Fact]
    public async Task Lookup_NameThatIsNoUtf8_IsRefused()
    {
        await using var kernel = new ScriptedKernel();
        Assert.Equal(Errno.EILSEQ, kernel.Ask(Opcode.Lookup, 1, [0xC3, 0x28, 0]).Errno);
    }

    [Fact]
    public async Task Lookup_ReplyNotDelivered_GivesTheReferenceBack()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        kernel.Channel.Refusal = Errno.ENOENT;
        kernel.Ask(Opcode.Lookup, 1, Name("a"));
        kernel.ExpectSilence();
        Assert.Equal(0, file.References);
    }

    [Fact]
    public async Task Forget_SingleAndBatch_AreNotAnswered()
    {
        await using var kernel = new ScriptedKernel();
        var (a, b) = (kernel.FileSystem.AddFile("a", []), kernel.FileSystem.AddFile("b", []));
        (a.References, b.References) = (5, 5);
        kernel.Post(Opcode.Forget, a.Id, Bytes(new ForgetIn { References = 2 }));
        kernel.Post(
            Opcode.BatchForget,
            0,
            Bytes(new BatchForgetIn { Count = 2 }),
            Bytes(new ForgetOne { NodeId = a.Id, References = 3 }),
            Bytes(new ForgetOne { NodeId = b.Id, References = 4 }));
        kernel.ExpectSilence();
        Assert.Equal((0, 1), (a.References, b.References));
    }

    [Fact]
    public async Task GetAttr_Root_IsADirectoryWithANumber()
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.GetAttr, 1, new byte[16]).As<AttrOut>();
        Assert.Equal((1ul, 2u), (reply.Attr.Inode, reply.Attr.Links));
        Assert.Equal(0x4000u | Convert.ToUInt32("750", 8), reply.Attr.Mode);
        Assert.Equal((1ul, 0u), (reply.AttrValid, reply.AttrValidNanoseconds));
    }

    [Fact]
    public async Task StatX_AddsTheTimeOfCreation()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", new byte[7]);
        var reply = kernel.Ask(Opcode.StatX, file.Id, new byte[24]).As<StatXOut>();
        Assert.Equal((0xFFFu, 7ul, 1000 + file.Id), (reply.Mask, reply.Size, reply.Inode));
        Assert.Equal((1_600_000_000L, 1_700_000_000L), (reply.Birth.Seconds, reply.Modify.Seconds));
        Assert.Equal((RegularFile | Convert.ToUInt32("640", 8), 1u), (reply.Mode, reply.Links));
    }

    [Fact]
    public async Task GetAttr_ReadOnlyFile_HasNoWriteBits()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        file.Attributes = ShareAttributes.ReadOnly | ShareAttributes.Archive;
        var reply = kernel.Ask(Opcode.GetAttr, file.Id, new byte[16]).As<AttrOut>();
        Assert.Equal(RegularFile | Convert.ToUInt32("440", 8), reply.Attr.Mode);
    }

    [Theory]
    [InlineData("444", true)]
    [InlineData("000", true)]
    [InlineData("644", false)]
    [InlineData("420", false)]
    public async Task SetAttr_Mode_BecomesTheReadOnlyAttribute(string mode, bool readOnly)
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        var arguments = new SetAttrIn { Valid = SetAttrValid.Mode, Mode = RegularFile | Convert.ToUInt32(mode, 8) };
        kernel.Ask(Opcode.SetAttr, file.Id, Bytes(arguments)).As<AttrOut>();
        Assert.Equal(readOnly ? ShareAttributes.ReadOnly : ShareAttributes.None, file.Attributes);
    }

    [Fact]
    public async Task SetAttr_SizeThroughHandle_PassesTheHandleOn()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", "hello"u8.ToArray());
        var handle = kernel.FileSystem.OpenHandle(file);
        var arguments = new SetAttrIn { Valid = SetAttrValid.Size | SetAttrValid.Handle, Handle = handle, Size = 2 };
        Assert.Equal(2ul, kernel.Ask(Opcode.SetAttr, file.Id, Bytes(arguments)).As<AttrOut>().Attr.Size);
        Assert.StartsWith($"setattr {handle} ", Assert.Single(kernel.FileSystem.Calls));
    }

    [Fact]
    public async Task SetAttr_Times_AreSetOrTakenFromTheClock()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        var given = new SetAttrIn { Valid = SetAttrValid.ModifyTime, ModifyTime = 1_600_000_000, ModifyNanoseconds = 123456789 };
        var reply = kernel.Ask(Opcode.SetAttr, file.Id, Bytes(given)).As<AttrOut>();
        Assert.Equal((1_600_000_000L, 123456700u), (reply.Attr.ModifyTime, reply.Attr.ModifyNanoseconds));
        var now = new SetAttrIn { Valid = SetAttrValid.ModifyTime | SetAttrValid.ModifyTimeNow };
        kernel.Ask(Opcode.SetAttr, file.Id, Bytes(now)).As<AttrOut>();
        Assert.Equal(kernel.Time.GetUtcNow().UtcDateTime, file.Written);
    }

    [Fact]
    public async Task SetAttr_OwnerAndAccessTime_AreAcceptedAndIgnored()
    {
        await using var kernel = new ScriptedKernel();
        var arguments = new SetAttrIn
        {
            Valid = SetAttrValid.Uid | SetAttrValid.Gid | SetAttrValid.AccessTime | SetAttrValid.AccessTimeNow,
            Uid = 1,
            Gid = 1,
        };
        Assert.Equal(1234u, kernel.Ask(Opcode.SetAttr, 1, Bytes(arguments)).As<AttrOut>().Attr.Uid);
        Assert.Empty(kernel.FileSystem.Calls);
    }

    [Fact]
    public async Task SetAttr_ModeOfDirectory_ChangesNothing()
    {
        await using var kernel = new ScriptedKernel();
        kernel.Ask(Opcode.SetAttr, 1, Bytes(new SetAttrIn { Valid = SetAttrValid.Mode, Mode = 0x4000 })).As<AttrOut>();
        Assert.Empty(kernel.FileSystem.Calls);
    }

    [Fact]
    public async Task SetAttr_NegativeSize_IsRefused()
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.SetAttr, 1, Bytes(new SetAttrIn { Valid = SetAttrValid.Size, Size = -1 }));
        Assert.Equal(Errno.EINVAL, reply.Errno);
    }

    [Fact]
    public async Task StatFs_SaysBlocksOf4KiB()
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.StatFs, 1).As<StatFsOut>();
        Assert.Equal((1ul << 28, 1ul << 27, 1ul << 27), (reply.Blocks, reply.BlocksFree, reply.BlocksAvailable));
        Assert.Equal((4096u, 4096u, 255u), (reply.BlockSize, reply.FragmentSize, reply.NameLength));
    }

    [Fact]
    public async Task AnyOperation_Failing_AnswersItsErrno()
    {
        await using var kernel = new ScriptedKernel();
        kernel.FileSystem.Failure = static _ => FsStatus.Offline;
        Assert.Equal(Errno.EHOSTUNREACH, kernel.Ask(Opcode.GetAttr, 1, new byte[16]).Errno);
        Assert.Equal(Errno.EHOSTUNREACH, kernel.Ask(Opcode.StatFs, 1).Errno);
        Assert.Equal(2, kernel.Session.Counters.Errors);
    }
}
