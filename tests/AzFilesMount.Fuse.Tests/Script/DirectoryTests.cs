using System.Runtime.InteropServices;
using System.Text;
using AzFilesMount.Core;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class DirectoryTests
{
    private sealed record Entry(string Name, ulong Inode, long Next, uint Type, ulong NodeId);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadDir_FromTheStart_BeginsWithTheDots(bool plus)
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("é-file", [1]);
        var directory = kernel.FileSystem.AddDirectory("dir");
        var entries = Read(kernel, Open(kernel), 0, 4096, plus);
        Assert.Equal([".", "..", "dir", "é-file"], entries.Select(static entry => entry.Name));
        Assert.Equal([1L, 2L, 3L, 4L], entries.Select(static entry => entry.Next));
        Assert.Equal([4u, 4u, 4u, 8u], entries.Select(static entry => entry.Type));
        Assert.Equal(1000 + file.Id, entries[3].Inode);
        Assert.Equal(plus ? [0, 0, directory.Id, file.Id] : new ulong[4], entries.Select(static entry => entry.NodeId));
        Assert.Equal(plus ? (1L, 1L) : (0L, 0L), (file.References, directory.References));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadDir_InPieces_GivesEachNameOnceAndCountsOnlyWhatFitted(bool plus)
    {
        await using var kernel = new ScriptedKernel();
        for (var index = 0; index < 100; index++)
            kernel.FileSystem.AddFile($"file{index:000}", []);
        var handle = Open(kernel);
        var names = new List<string>();
        for (var offset = 0L; ;)
        {
            var entries = Read(kernel, handle, offset, 700, plus);
            if (entries.Count == 0)
                break;
            names.AddRange(entries.Select(static entry => entry.Name));
            offset = entries[^1].Next;
        }

        Assert.Equal([".", "..", .. kernel.FileSystem.Root.Children.Keys], names);
        Assert.All(kernel.FileSystem.Root.Children.Values, node => Assert.Equal(plus ? 1 : 0, node.References));
    }

    [Fact]
    public async Task ReadDirPlus_ReplyNotDelivered_GivesEveryReferenceBack()
    {
        await using var kernel = new ScriptedKernel();
        kernel.FileSystem.AddFile("a", []);
        kernel.FileSystem.AddFile("b", []);
        var handle = Open(kernel);
        kernel.Channel.Refusal = Errno.ENOENT;
        Read(kernel, handle, 0, 4096, plus: true);
        kernel.ExpectSilence();
        Assert.All(kernel.FileSystem.Root.Children.Values, static node => Assert.Equal(0, node.References));
    }

    [Fact]
    public async Task ReadDirPlus_Late_IsAnsweredWhenItEnds()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", []);
        var handle = Open(kernel);
        var gate = new TaskCompletionSource();
        kernel.FileSystem.Gate = (_, _) => gate.Task;
        var unique = Post(kernel, handle, 0, 4096, plus: true);
        await kernel.WaitUntilParkedAsync(1);
        gate.SetResult();
        Assert.Equal(3, Parse(kernel.Expect(unique).Body, plus: true).Count);
        Assert.Equal(1, file.References);
    }

    [Theory]
    [InlineData('/')]
    [InlineData('\0')]
    [InlineData('\ud800')]
    public async Task ReadDirPlus_NameTheKernelWouldChokeOn_IsLeftOut(char character)
    {
        var name = $"a{character}b";
        await using var kernel = new ScriptedKernel();
        var bad = kernel.FileSystem.AddFile(name, []);
        var good = kernel.FileSystem.AddFile("good", []);
        Assert.Equal([".", "..", "good"], Read(kernel, Open(kernel), 0, 4096, plus: true).Select(static entry => entry.Name));
        Assert.Equal((0L, 1L), (bad.References, good.References));
    }

    [Fact]
    public async Task ReadDir_LongestName_Fits()
    {
        await using var kernel = new ScriptedKernel();
        var name = new string('漢', 255);
        kernel.FileSystem.AddFile(name, []);
        Assert.Equal(name, Read(kernel, Open(kernel), 0, 4096, plus: true)[2].Name);
    }

    [Fact]
    public async Task ReadDir_Failing_AnswersItsErrno()
    {
        await using var kernel = new ScriptedKernel();
        var handle = Open(kernel);
        kernel.FileSystem.Failure = static _ => FsStatus.AccessDenied;
        Assert.Equal(Errno.EACCES, kernel.Expect(Post(kernel, handle, 0, 4096, plus: true)).Errno);
    }

    [Fact]
    public async Task ReleaseDir_ClosesTheHandle()
    {
        await using var kernel = new ScriptedKernel();
        var handle = Open(kernel);
        Assert.Equal(0, kernel.Ask(Opcode.ReleaseDir, 1, Bytes(new HandleIn { Handle = handle }), new byte[16]).Errno);
        Assert.Equal(0, kernel.FileSystem.OpenHandles);
    }

    private static ulong Open(ScriptedKernel kernel) => kernel.Ask(Opcode.OpenDir, 1, Bytes(default(OpenIn))).As<OpenOut>().Handle;

    private static ulong Post(ScriptedKernel kernel, ulong handle, long offset, uint size, bool plus) => kernel.Post(
        plus ? Opcode.ReadDirPlus : Opcode.ReadDir, 1, Bytes(new ReadIn { Handle = handle, Offset = offset, Size = size }));

    private static List<Entry> Read(ScriptedKernel kernel, ulong handle, long offset, uint size, bool plus)
    {
        var reply = kernel.Expect(Post(kernel, handle, offset, size, plus));
        Assert.Equal(0, reply.Errno);
        Assert.InRange(reply.Body.Length, 0, (int)size);
        return Parse(reply.Body, plus);
    }

    private static List<Entry> Parse(ReadOnlySpan<byte> body, bool plus)
    {
        var entries = new List<Entry>();
        while (body.Length != 0)
        {
            var nodeId = plus ? MemoryMarshal.Read<EntryOut>(body).NodeId : 0;
            var rest = body[(plus ? 128 : 0)..];
            var entry = MemoryMarshal.Read<DirectoryEntry>(rest);
            var name = Encoding.UTF8.GetString(rest.Slice(24, (int)entry.NameLength));
            entries.Add(new Entry(name, entry.Inode, entry.NextOffset, entry.Type, nodeId));
            body = body[(((plus ? 152 : 24) + (int)entry.NameLength + 7) & ~7)..];
        }

        return entries;
    }
}
