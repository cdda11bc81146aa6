using AzFilesMount.Core;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;
using Microsoft.Extensions.Logging;
using static AzFilesMount.Fuse.Tests.Script.ScriptedKernel;

namespace AzFilesMount.Fuse.Tests.Script;

public class ParkingTests
{
    [Fact]
    public async Task LateRead_LetsOthersPass_ThenAnswers()
    {
        await using var kernel = new ScriptedKernel();
        var file = kernel.FileSystem.AddFile("a", "hello"u8.ToArray());
        var handle = kernel.FileSystem.OpenHandle(file);
        var gate = new TaskCompletionSource();
        kernel.FileSystem.Gate = (operation, _) => operation == "read" ? gate.Task : Task.CompletedTask;
        var late = kernel.Post(Opcode.Read, file.Id, Bytes(new ReadIn { Handle = handle, Size = 5 }));
        kernel.Ask(Opcode.GetAttr, 1, new byte[16]).As<AttrOut>();
        gate.SetResult();
        Assert.Equal("hello"u8, kernel.Expect(late).Body);
        Assert.Equal(1, kernel.Session.Counters.Parked);
    }

    [Fact]
    public async Task ManyLateReads_EachGetTheirOwnBytes()
    {
        await using var kernel = new ScriptedKernel();
        var content = new byte[4096];
        new Random(3).NextBytes(content);
        var handle = kernel.FileSystem.OpenHandle(kernel.FileSystem.AddFile("a", content));
        var gates = new Queue<TaskCompletionSource>();
        kernel.FileSystem.Gate = (_, _) =>
        {
            gates.Enqueue(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return gates.Last().Task;
        };
        var wanted = new Dictionary<ulong, int>();
        for (var offset = 0; offset < 200; offset++)
            wanted[kernel.Post(Opcode.Read, 2, Bytes(new ReadIn { Handle = handle, Offset = offset, Size = 100 }))] = offset;
        await kernel.WaitUntilParkedAsync(200);
        foreach (var gate in gates)
            gate.SetResult();
        for (var count = 0; count < 200; count++)
        {
            var reply = new Reply(kernel.Channel.Take());
            Assert.True(wanted.Remove(reply.Header.Unique, out var offset));
            Assert.Equal(content[offset..(offset + 100)], reply.Body);
        }
    }

    [Fact]
    public async Task Interrupt_WhileParked_AnswersEintr()
    {
        await using var kernel = new ScriptedKernel();
        HoldBack(kernel);
        var unique = kernel.Post(Opcode.GetAttr, 1, new byte[16]);
        await kernel.WaitUntilParkedAsync(1);
        kernel.Post(Opcode.Interrupt, 0, Bytes(new InterruptIn { Unique = unique }));
        Assert.Equal(Errno.EINTR, kernel.Expect(unique).Errno);
        kernel.ExpectSilence();
        Assert.Equal(1, kernel.Session.Counters.Interrupted);
    }

    [Fact]
    public async Task Interrupt_BeforeParking_IsNotLost()
    {
        await using var kernel = new ScriptedKernel();
        HoldBack(kernel);
        kernel.Post(Opcode.Interrupt, 0, Bytes(new InterruptIn { Unique = 1000 }));
        kernel.PostAs(1000, Opcode.GetAttr, 1, new byte[16]);
        Assert.Equal(Errno.EINTR, kernel.Expect(1000).Errno);
    }

    [Fact]
    public async Task Interrupt_OfAnsweredRequest_HitsNobody()
    {
        await using var kernel = new ScriptedKernel();
        var unique = kernel.Post(Opcode.GetAttr, 1, new byte[16]);
        kernel.Expect(unique).As<AttrOut>();
        kernel.Post(Opcode.Interrupt, 0, Bytes(new InterruptIn { Unique = unique }));
        kernel.Ask(Opcode.GetAttr, 1, new byte[16]).As<AttrOut>();
        kernel.ExpectSilence();
    }

    [Fact]
    public async Task Interrupt_TooLateToMatter_DeliversTheResult()
    {
        await using var kernel = new ScriptedKernel();
        var gate = new TaskCompletionSource();
        kernel.FileSystem.Gate = (_, _) => gate.Task;
        var unique = kernel.Post(Opcode.GetAttr, 1, new byte[16]);
        await kernel.WaitUntilParkedAsync(1);
        kernel.Post(Opcode.Interrupt, 0, Bytes(new InterruptIn { Unique = unique }));
        kernel.ExpectSilence();
        gate.SetResult();
        kernel.Expect(unique).As<AttrOut>();
        // The cancelled token must not stick to the next request that uses the same object.
        kernel.FileSystem.Gate = static (_, token) => Task.Delay(1, token);
        for (var count = 0; count < 3; count++)
            kernel.Ask(Opcode.GetAttr, 1, new byte[16]).As<AttrOut>();
    }

    [Fact]
    public async Task Deadline_Passed_AnswersEtimedout()
    {
        await using var kernel = new ScriptedKernel();
        HoldBack(kernel);
        var unique = kernel.Post(Opcode.GetAttr, 1, new byte[16]);
        await kernel.WaitUntilParkedAsync(1);
        kernel.Time.Advance(TimeSpan.FromSeconds(29));
        kernel.ExpectSilence();
        kernel.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Errno.ETIMEDOUT, kernel.Expect(unique).Errno);
        Assert.Equal(1, kernel.Session.Counters.TimedOut);
    }

    [Fact]
    public async Task Deadline_OfFlush_IsItsOwn()
    {
        await using var kernel = new ScriptedKernel(DefaultOptions with { FlushTimeout = TimeSpan.FromMinutes(5) });
        HoldBack(kernel);
        var unique = kernel.Post(Opcode.Flush, 2, Bytes(new HandleIn { Handle = 1 }), new byte[16]);
        await kernel.WaitUntilParkedAsync(1);
        kernel.Time.Advance(TimeSpan.FromSeconds(31));
        kernel.ExpectSilence();
        kernel.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Errno.ETIMEDOUT, kernel.Expect(unique).Errno);
    }

    [Fact]
    public async Task Deadline_OfRelease_DoesNotExist()
    {
        await using var kernel = new ScriptedKernel();
        var gate = new TaskCompletionSource();
        kernel.FileSystem.Gate = (_, _) => gate.Task;
        var handle = kernel.FileSystem.OpenHandle(kernel.FileSystem.AddFile("a", []));
        var unique = kernel.Post(Opcode.Release, 2, Bytes(new HandleIn { Handle = handle }), new byte[16]);
        await kernel.WaitUntilParkedAsync(1);
        kernel.Time.Advance(TimeSpan.FromHours(1));
        kernel.ExpectSilence();
        gate.SetResult();
        Assert.Equal(0, kernel.Expect(unique).Errno);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_InTheEngine_AnswersEioAndIsLogged(bool late)
    {
        await using var kernel = new ScriptedKernel();
        kernel.FileSystem.Failure = static _ => throw new InvalidOperationException("bug");
        if (late)
            kernel.FileSystem.Gate = static (_, token) => Task.Delay(1, token);
        Assert.Equal(Errno.EIO, kernel.Ask(Opcode.GetAttr, 1, new byte[16]).Errno);
        Assert.Equal(1, kernel.Log.Count(LogLevel.Error));
        kernel.FileSystem.Failure = null;
        kernel.Ask(Opcode.GetAttr, 1, new byte[16]).As<AttrOut>();
    }

    [Fact]
    public async Task Request_CutShort_AnswersEio()
    {
        await using var kernel = new ScriptedKernel();
        Assert.Equal(Errno.EIO, kernel.Ask(Opcode.Read, 2, new byte[8]).Errno);
        Assert.Equal(Errno.EIO, kernel.Ask(Opcode.Lookup, 1, "unterminated"u8.ToArray()).Errno);
        Assert.Equal(Errno.EIO, kernel.Ask(Opcode.Write, 2, Bytes(new WriteIn { Size = 100 }), new byte[10]).Errno);
        Assert.Equal(Errno.EIO, kernel.Ask(Opcode.Write, 2, Bytes(new WriteIn { Size = uint.MaxValue }), new byte[10]).Errno);
    }

    [Fact]
    public async Task InterruptedRead_OfTheDevice_IsTriedAgain()
    {
        await using var kernel = new ScriptedKernel();
        kernel.Channel.Post([]);
        kernel.Ask(Opcode.GetAttr, 1, new byte[16]).As<AttrOut>();
    }

    [Fact]
    public async Task Hangup_WithRequestsParked_CancelsThem()
    {
        var kernel = new ScriptedKernel();
        HoldBack(kernel);
        kernel.Post(Opcode.GetAttr, 1, new byte[16]);
        await kernel.WaitUntilParkedAsync(1);
        await kernel.DisposeAsync();
        Assert.Equal(0, kernel.Session.ParkedCount);
    }

    [Fact]
    public async Task Counters_CountByOperation()
    {
        await using var kernel = new ScriptedKernel();
        kernel.Ask(Opcode.GetAttr, 1, new byte[16]);
        kernel.Ask(Opcode.GetAttr, 1, new byte[16]);
        kernel.Ask(Opcode.Lookup, 1, Name("none"));
        var counts = kernel.Session.Counters.Requests();
        Assert.Equal((2L, 1L, 2), (counts["getattr"], counts["lookup"], counts.Count));
    }

    private static void HoldBack(ScriptedKernel kernel) =>
        kernel.FileSystem.Gate = static (_, token) => Task.Delay(Timeout.Infinite, token);
}
