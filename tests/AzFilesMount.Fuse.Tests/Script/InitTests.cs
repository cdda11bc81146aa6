using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Tests.Script;

public class InitTests
{
    private const InitFlags Everything = (InitFlags)0x7FFFFFFF;

    [Theory]
    [InlineData(31u, 31u)]
    [InlineData(38u, 38u)]
    [InlineData(45u, 38u)]
    public async Task Init_KnownVersion_AgreesOnTheOlder(uint offered, uint agreed)
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.Init, 0, Offer(7, offered), new byte[48]).As<InitOut>();
        Assert.Equal((7u, agreed), (reply.Major, reply.Minor));
        Assert.Equal((64, 48), (reply.MaxBackground, reply.CongestionThreshold));
        Assert.Equal(1u << 20, reply.MaxWrite);
        Assert.Equal((1 << 20) / Environment.SystemPageSize, reply.MaxPages);
        Assert.Equal(100u, reply.TimeGranularity);
        Assert.Equal(131072u, reply.MaxReadAhead);
        await kernel.Session.Initialized.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Init_Flags_AreTheWantedOnesTheKernelHas()
    {
        await using var kernel = new ScriptedKernel();
        var all = kernel.Ask(Opcode.Init, 0, Offer(7, 38)).As<InitOut>();
        Assert.Equal(InitFlags.None, all.Flags & (InitFlags.WriteBackCache | InitFlags.PosixLocks | InitFlags.FlockLocks));
        Assert.NotEqual(InitFlags.None, all.Flags & InitFlags.MaxPages);
        Assert.NotEqual(InitFlags.None, all.Flags & InitFlags.AsyncDirectIo);
        var few = kernel.Ask(Opcode.Init, 0, Offer(7, 38, InitFlags.AsyncRead | InitFlags.PosixLocks)).As<InitOut>();
        Assert.Equal(InitFlags.AsyncRead, few.Flags);
    }

    [Theory]
    [InlineData(7u, 30u)]
    [InlineData(6u, 99u)]
    public async Task Init_KernelTooOld_IsRefused(uint major, uint minor)
    {
        await using var kernel = new ScriptedKernel();
        var reply = kernel.Ask(Opcode.Init, 0, Offer(major, minor));
        Assert.Equal(Errno.EPROTO, reply.Errno);
        var failure = await Assert.ThrowsAsync<FuseMountException>(() => kernel.Session.Initialized);
        Assert.Equal(FuseMountFailure.Other, failure.Failure);
        Assert.Equal(2, failure.Message.Split('\n').Length);
    }

    [Fact]
    public async Task Init_NewerMajor_AsksTheKernelToComeDown()
    {
        await using var kernel = new ScriptedKernel();
        var first = kernel.Ask(Opcode.Init, 0, Offer(8, 1)).As<InitOut>();
        Assert.Equal(7u, first.Major);
        Assert.False(kernel.Session.Initialized.IsCompleted);
        kernel.Ask(Opcode.Init, 0, Offer(7, 38)).As<InitOut>();
        await kernel.Session.Initialized.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Connection_EndedBeforeInit_FailsTheStart()
    {
        var kernel = new ScriptedKernel();
        await kernel.DisposeAsync();
        await Assert.ThrowsAsync<FuseMountException>(() => kernel.Session.Initialized);
    }

    private static byte[] Offer(uint major, uint minor, InitFlags flags = Everything) =>
        ScriptedKernel.Bytes(new InitIn { Major = major, Minor = minor, MaxReadAhead = 131072, Flags = flags });
}
