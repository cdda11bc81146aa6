using AzFilesMount.Core.FileSystem;
using AzFilesMount.Testing;

namespace AzFilesMount.Core.Tests.FileSystem;

/// <summary>Many handles at once over a slow share while the tree they are in moves: nothing mixes, nothing hangs, nothing leaks.</summary>
public sealed class ConcurrencyStressTests
{
    private const int Writers = 6;
    private const int Steps = 150;
    private const int MaxLength = 600_000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(WritePolicy.Close, 64L << 20)]
    [InlineData(WritePolicy.Close, 2L << 20)]
    [InlineData(WritePolicy.Through, 8L << 20)]
    public async Task WritersWhileTheirTreeIsRenamed_EveryFileHasItsOwnBytes(WritePolicy policy, long memory)
    {
        await using TestMount mount = await TestMount.OpenAsync(new ShareFileSystemOptions { WritePolicy = policy, MemoryBudget = memory });
        var jitter = new Random(1);
        mount.Store.BeforeAsync = async _ =>
        {
            int delay;
            lock (jitter)
                delay = jitter.Next(4);
            if (delay > 0)
                await Task.Delay(delay);
            return FsStatus.Ok;
        };
        await mount.MakeDirectoryAsync("tree0");
        HandleId[] handles = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => mount.CreateAsync($"tree0/f{i}")));
        using var done = new CancellationTokenSource();
        Task<string> mover = MoveAsync(mount, done.Token);
        byte[][] models = await Task.WhenAll(handles.Select((handle, i) => Task.Run(() => WriteAsync(mount, handle, i))))
            .WaitAsync(TimeSpan.FromMinutes(2));
        await done.CancelAsync();
        string tree = await mover.WaitAsync(TimeSpan.FromMinutes(1));
        for (int i = 0; i < Writers; i++)
        {
            (await mount.CloseAsync(handles[i])).EnsureOk();
            Assert.True(models[i].AsSpan().SequenceEqual(mount.Store.Content($"{tree}/f{i}")), $"file {i}");
        }
        Assert.Equal(0, mount.FileSystem.GetStats().DirtyBytes);
        Assert.InRange(mount.FileSystem.GetStats().MemoryUsage, 0, memory);
    }

    private static async Task<string> MoveAsync(TestMount mount, CancellationToken done)
    {
        int generation = 0;
        while (!done.IsCancellationRequested)
        {
            (await mount.FileSystem.RenameAsync(
                NodeId.Root, $"tree{generation}", NodeId.Root, $"tree{generation + 1}", RenameFlags.None, None)).EnsureOk();
            generation++;
            await Task.Delay(3, None);
        }
        return $"tree{generation}";
    }

    private static async Task<byte[]> WriteAsync(TestMount mount, HandleId handle, int seed)
    {
        var random = new Random(seed);
        byte[] model = [];
        for (int step = 0; step < Steps; step++)
        {
            int offset = random.Next(MaxLength);
            if (random.Next(3) == 0)
            {
                byte[] expected = offset >= model.Length ? [] : model[offset..Math.Min(model.Length, offset + 150_000)];
                Assert.Equal(expected, await mount.ReadAsync(handle, offset, 150_000));
                continue;
            }
            var data = new byte[random.Next(1, 90_000)];
            random.NextBytes(data);
            (await mount.WriteAsync(handle, offset, data)).EnsureOk();
            if (model.Length < offset + data.Length)
                Array.Resize(ref model, offset + data.Length);
            data.CopyTo(model, offset);
            if (random.Next(10) == 0)
                (await mount.FileSystem.FsyncAsync(handle, None)).EnsureOk();
        }
        return model;
    }
}
