using System.Runtime.InteropServices;
using System.Text;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Protocol;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class NotifierTests
{
    [Fact]
    public async Task Notifications_BecomeTheKernelsMessages()
    {
        await using var kernel = new ScriptedKernel();
        await kernel.FileSystem.NotifyAsync(new NodeNotification(new NodeId(7), null));
        kernel.ExpectSilence();
        kernel.Ask(Opcode.Init, 0, Bytes(new InitIn { Major = 7, Minor = 38 })).As<InitOut>();
        var inode = kernel.Channel.Take();
        var header = MemoryMarshal.Read<OutHeader>(inode);
        Assert.Equal((40u, 2, 0ul), (header.Length, header.Error, header.Unique));
        Assert.Equal(40, inode.Length);
        Assert.Equal(7ul, MemoryMarshal.Read<InvalidateInodeOut>(inode.AsSpan(16)).NodeId);

        await kernel.FileSystem.NotifyAsync(new NodeNotification(NodeId.Root, "ä"));
        var entry = kernel.Channel.Take();
        header = MemoryMarshal.Read<OutHeader>(entry);
        Assert.Equal((35u, 3, 0ul), (header.Length, header.Error, header.Unique));
        var body = MemoryMarshal.Read<InvalidateEntryOut>(entry.AsSpan(16));
        Assert.Equal((1ul, 2u, 0u), (body.Parent, body.NameLength, body.Flags));
        Assert.Equal("ä\0", Encoding.UTF8.GetString(entry.AsSpan(32)));
    }
}
