using AzFilesMount.Core.FileSystem;
using AzFilesMount.Core.Store;
using AzFilesMount.Testing;

namespace AzFilesMount.Core.Tests.FileSystem;

/// <summary>Random operations on one file through the engine, against a plain array of bytes.</summary>
public sealed class FileModelPropertyTests
{
    private const int MaxLength = 400_000;
    private const int OperationsPerSeed = 120;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(WritePolicy.Close, 256L << 20)]
    [InlineData(WritePolicy.Through, 256L << 20)]
    [InlineData(WritePolicy.Close, 1L << 20)]
    public async Task RandomOperations_AgainstModel_SameBytesHereAndAtTheShare(WritePolicy policy, long memory)
    {
        for (int seed = 0; seed < 40; seed++)
            await RunAsync(seed, new ShareFileSystemOptions { WritePolicy = policy, MemoryBudget = memory });
    }

    private static async Task RunAsync(int seed, ShareFileSystemOptions options)
    {
        var random = new Random(seed);
        await using TestMount mount = await TestMount.OpenAsync(options);
        HandleId handle = await mount.CreateAsync("f");
        NodeId node = await mount.NodeAsync("f");
        byte[] model = [];
        for (int step = 0; step < OperationsPerSeed; step++)
        {
            string context = $"seed {seed}, step {step}, policy {options.WritePolicy}";
            switch (random.Next(10))
            {
                case < 3:
                    model = await WriteAsync(mount, handle, random, model);
                    break;
                case < 6:
                    await CheckReadAsync(mount, handle, random, model, context);
                    break;
                case 6:
                    model = await TruncateAsync(mount, node, handle, random, model);
                    break;
                case 7:
                    await mount.FileSystem.FsyncAsync(handle, None);
                    Assert.True(model.AsSpan().SequenceEqual(mount.Store.Content("f")), $"after fsync, {context}");
                    break;
                case 8:
                    await PunchAsync(mount, handle, random, model);
                    break;
                default:
                    (await mount.CloseAsync(handle)).EnsureOk();
                    mount.Time.Advance(TimeSpan.FromSeconds(2));
                    handle = await mount.OpenFileAsync("f");
                    break;
            }
            Assert.Equal(model.Length, (await mount.FileSystem.GetAttributesAsync(node, None)).Value.Length);
        }
        (await mount.CloseAsync(handle)).EnsureOk();
        Assert.True(model.AsSpan().SequenceEqual(mount.Store.Content("f")), $"after close, seed {seed}");
        Assert.Equal(0, mount.FileSystem.GetStats().DirtyBytes);
    }

    private static async Task<byte[]> WriteAsync(TestMount mount, HandleId handle, Random random, byte[] model)
    {
        int offset = random.Next(MaxLength / 2);
        var data = new byte[random.Next(1, 100_000)];
        random.NextBytes(data);
        (await mount.WriteAsync(handle, offset, data)).EnsureOk();
        if (model.Length < offset + data.Length)
            Array.Resize(ref model, offset + data.Length);
        data.CopyTo(model, offset);
        return model;
    }

    private static async Task CheckReadAsync(TestMount mount, HandleId handle, Random random, byte[] model, string context)
    {
        int offset = random.Next(MaxLength);
        int length = random.Next(1, 200_000);
        byte[] expected = offset >= model.Length ? [] : model[offset..Math.Min(model.Length, offset + length)];
        byte[] actual = await mount.ReadAsync(handle, offset, length);
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"read {offset}+{length} of {model.Length}, {context}");
    }

    private static async Task<byte[]> TruncateAsync(TestMount mount, NodeId node, HandleId handle, Random random, byte[] model)
    {
        int length = random.Next(MaxLength);
        (await mount.FileSystem.SetAttributesAsync(node, handle, new AttributeChanges { Length = length }, None)).EnsureOk();
        Array.Resize(ref model, length);
        return model;
    }

    private static async Task PunchAsync(TestMount mount, HandleId handle, Random random, byte[] model)
    {
        int offset = random.Next(MaxLength);
        int length = random.Next(1, 100_000);
        (await mount.FileSystem.AllocateAsync(handle, AllocateMode.PunchHole, offset, length, None)).EnsureOk();
        if (offset < model.Length)
            model.AsSpan(offset, Math.Min(length, model.Length - offset)).Clear();
    }
}
