using AzFilesMount.Core;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using AzFilesMount.Fuse.Tests.Doubles;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class FileOperationsTests
{
    [Theory]
    [InlineData(0x8000u, "open Read False")]
    [InlineData(0x8001u, "open Write False")]
    [InlineData(0x8002u, "open Read, Write False")]
    [InlineData(0x8401u, "open Write, Append False")]
    [InlineData(0x8202u, "open Read, Write True")]
    public async Task Open_Flags_BecomeAccess(uint flags, string call)
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        kernel.Ask(Opcode.Open, file.Id, Bytes(new OpenIn { Flags = flags })).As<OpenOut>();
        Assert.Equal(call, Assert.Single(kernel.FileSystem.Calls));
    }

    [Fact]
    public async Task Open_PagesStillGood_KeepsTheKernelsCache()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        var first = kernel.Ask(Opcode.Open, file.Id, Bytes(default(OpenIn))).As<OpenOut>();
        kernel.FileSystem.KeepCache = true;
        var second = kernel.Ask(Opcode.Open, file.Id, Bytes(default(OpenIn))).As<OpenOut>();
        Assert.Equal((OpenReplyFlags.None, OpenReplyFlags.KeepCache), (first.Flags, second.Flags));
        Assert.NotEqual(first.Handle, second.Handle);
    }

    [Fact]
    public async Task Create_New_AnswersEntryAndHandle()
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(
            Opcode.Create, 1, Bytes(new CreateIn { Flags = 0x80C1, Mode = 0x8000 + 0x124 }), Name("new")).As<CreateOut>();
        var node = kernel.FileSystem.Root.Children["new"];
        Assert.Equal((node.Id, 1L), (reply.Entry.NodeId, node.References));
        Assert.NotEqual(0ul, reply.Opened.Handle);
        Assert.Equal(
            "create CreateFileOptions { Access = Write, Exclusive = True, Truncate = False, ReadOnly = True }",
            Assert.Single(kernel.FileSystem.Calls));
    }

    [Theory]
    [InlineData(Opcode.Open)]
    [InlineData(Opcode.Create)]
    [InlineData(Opcode.OpenDir)]
    internal async Task Open_ReplyNotDelivered_LeavesNoHandle(Opcode opcode)
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        kernel.Channel.Refusal = Errno.ENOENT;
        byte[][] parts = opcode == Opcode.Create ? [Bytes(default(CreateIn)), Name("new")] : [Bytes(default(OpenIn))];
        kernel.Ask(opcode, opcode == Opcode.Open ? file.Id : 1, parts);
        kernel.ExpectSilence();
        Assert.Equal(0, kernel.FileSystem.OpenHandles);
        Assert.All(kernel.FileSystem.Root.Children.Values, static node => Assert.Equal(0, node.References));
    }

    [Fact]
    public async Task Read_InLine_AnswersTheBytes()
    {
        await using var kernel = new ScriptedKernel();
        var handle = Open(kernel, "hello");
        Assert.Equal("ell"u8, kernel.Ask(Opcode.Read, 2, Bytes(new ReadIn { Handle = handle, Offset = 1, Size = 3 })).Body);
        Assert.Equal("lo"u8, kernel.Ask(Opcode.Read, 2, Bytes(new ReadIn { Handle = handle, Offset = 3, Size = 100 })).Body);
        Assert.Empty(kernel.Ask(Opcode.Read, 2, Bytes(new ReadIn { Handle = handle, Offset = 9, Size = 1 })).Body);
        Assert.Equal(5, kernel.Session.Counters.BytesRead);
        Assert.Equal(0, kernel.Session.Counters.Parked);
    }

    [Fact]
    public async Task Read_EndOfFile_IsNoError()
    {
        await using var kernel = new ScriptedKernel();
        kernel.FileSystem.Failure = static _ => FsStatus.EndOfFile;
        var reply = kernel.Ask(Opcode.Read, 2, Bytes(new ReadIn { Handle = 1, Size = 1 }));
        Assert.Equal((0, 0), (reply.Errno, reply.Body.Length));
    }

    [Fact]
    public async Task Read_OneMebibyte_ComesWhole()
    {
        await using var kernel = new ScriptedKernel();
        var content = new byte[1 << 20];
        new Random(1).NextBytes(content);
        var handle = kernel.FileSystem.OpenHandle(kernel.FileSystem.AddFile("a", content));
        Assert.Equal(content, kernel.Ask(Opcode.Read, 2, Bytes(new ReadIn { Handle = handle, Size = 1 << 20 })).Body);
    }

    [Fact]
    public async Task Write_InLineAndLate_StoresTheBytes()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        var handle = kernel.FileSystem.OpenHandle(file);
        var first = kernel.Ask(Opcode.Write, file.Id, Bytes(new WriteIn { Handle = handle, Size = 3 }), "abc"u8.ToArray());
        Assert.Equal(3u, first.As<WriteOut>().Size);
        var gate = new TaskCompletionSource();
        kernel.FileSystem.Gate = (_, _) => gate.Task;
        var late = kernel.Post(Opcode.Write, file.Id, Bytes(new WriteIn { Handle = handle, Offset = 3, Size = 3 }), "def"u8.ToArray());
        await kernel.WaitUntilParkedAsync(1);
        // Another request must not overwrite the bytes of the one that waits.
        kernel.Ask(Opcode.Access, 1, Enumerable.Repeat((byte)'x', 100).ToArray());
        gate.SetResult();
        Assert.Equal(3u, kernel.Expect(late).As<WriteOut>().Size);
        Assert.Equal("abcdef"u8, file.Data.AsSpan(0, file.Length));
        Assert.Equal(6, kernel.Session.Counters.BytesWritten);
    }

    [Fact]
    public async Task Write_OneMebibyte_ComesWhole()
    {
        await using var kernel = new ScriptedKernel();
        var content = new byte[1 << 20];
        new Random(2).NextBytes(content);
        var file = kernel.FileSystem.AddFile("a", []);
        var arguments = new WriteIn { Handle = kernel.FileSystem.OpenHandle(file), Size = 1 << 20 };
        Assert.Equal(1u << 20, kernel.Ask(Opcode.Write, file.Id, Bytes(arguments), content).As<WriteOut>().Size);
        Assert.Equal(content, file.Data[..file.Length]);
    }

    [Theory]
    [InlineData(Opcode.Flush)]
    [InlineData(Opcode.Fsync)]
    internal async Task FlushAndFsync_SayWhatTheEngineSays(Opcode opcode)
    {
        await using var kernel = new ScriptedKernel();
        var handle = Open(kernel, "x");
        Assert.Equal(0, kernel.Ask(opcode, 2, Bytes(new HandleIn { Handle = handle }), new byte[16]).Errno);
        kernel.FileSystem.Failure = static _ => FsStatus.NoSpace;
        Assert.Equal(Errno.ENOSPC, kernel.Ask(opcode, 2, Bytes(new HandleIn { Handle = handle }), new byte[16]).Errno);
    }

    [Fact]
    public async Task Release_ClosesTheHandle()
    {
        await using var kernel = new ScriptedKernel();
        var handle = Open(kernel, "x");
        Assert.Equal(0, kernel.Ask(Opcode.Release, 2, Bytes(new HandleIn { Handle = handle }), new byte[16]).Errno);
        Assert.Equal(0, kernel.FileSystem.OpenHandles);
    }

    [Theory]
    [InlineData(0x00u, "allocate Extend 5 7")]
    [InlineData(0x01u, "allocate KeepLength 5 7")]
    [InlineData(0x03u, "allocate PunchHole 5 7")]
    [InlineData(0x10u, "allocate ZeroRange 5 7")]
    [InlineData(0x11u, "allocate PunchHole 5 7")]
    [InlineData(0x02u, null)]
    [InlineData(0x08u, null)]
    [InlineData(0x20u, null)]
    public async Task FAllocate_Modes_BecomeTheEngines(uint mode, string? call)
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.FAllocate, 2, Bytes(new FAllocateIn { Handle = 1, Offset = 5, Length = 7, Mode = mode }));
        Assert.Equal(call is null ? Errno.EOPNOTSUPP : 0, reply.Errno);
        Assert.Equal(call, kernel.FileSystem.Calls.SingleOrDefault());
    }

    [Theory]
    [InlineData(3u, 2L, 0, 2L)]
    [InlineData(4u, 2L, 0, 5L)]
    [InlineData(3u, 5L, Errno.ENXIO, 0L)]
    [InlineData(3u, -1L, Errno.ENXIO, 0L)]
    [InlineData(0u, 0L, Errno.EINVAL, 0L)]
    public async Task LSeek_FindsDataAndHoles(uint whence, long offset, int errno, long found)
    {
        await using var kernel = new ScriptedKernel();
        var handle = Open(kernel, "hello");
        var reply = kernel.Ask(Opcode.LSeek, 2, Bytes(new LSeekIn { Handle = handle, Offset = offset, Whence = whence }));
        Assert.Equal(errno, reply.Errno);
        if (errno == 0)
            Assert.Equal(found, reply.As<LSeekOut>().Offset);
    }

    [Fact]
    public async Task Offsets_ThatAreNegative_AreRefused()
    {
        await using var kernel = new ScriptedKernel();
        Assert.Equal(Errno.EINVAL, kernel.Ask(Opcode.Read, 2, Bytes(new ReadIn { Offset = -1, Size = 1 })).Errno);
        Assert.Equal(Errno.EINVAL, kernel.Ask(Opcode.Write, 2, Bytes(new WriteIn { Offset = -1, Size = 1 }), [1]).Errno);
        Assert.Equal(Errno.EINVAL, kernel.Ask(Opcode.FAllocate, 2, Bytes(new FAllocateIn { Offset = -1, Length = 1 })).Errno);
        var tooFar = new FAllocateIn { Offset = long.MaxValue, Length = 1 };
        Assert.Equal(Errno.EFBIG, kernel.Ask(Opcode.FAllocate, 2, Bytes(tooFar)).Errno);
    }

    private static ulong Open(ScriptedKernel kernel, string content)
    {
        MemoryNode file = kernel.FileSystem.AddFile("a", System.Text.Encoding.ASCII.GetBytes(content));
        return kernel.FileSystem.OpenHandle(file);
    }
}
