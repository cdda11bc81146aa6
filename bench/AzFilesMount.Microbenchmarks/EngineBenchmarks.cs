using AzFilesMount.Core.FileSystem;
using AzFilesMount.Testing;
using BenchmarkDotNet.Attributes;

namespace AzFilesMount.Microbenchmarks;

/// <summary>What the engine costs when no request is needed: a cached read, a look-up that hits and one that misses.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private readonly byte[] _buffer = new byte[1 << 20];
    private readonly byte[] _source = new byte[1 << 20];
    private TestMount _mount = null!;
    private HandleId _handle;

    [Params(4096, 128 << 10, 1 << 20)]
    public int Length { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _mount = await TestMount.OpenAsync();
        _mount.Store.PutElsewhere("file", new byte[8 << 20]);
        for (int i = 0; i < 1000; i++)
            _mount.Store.PutElsewhere($"sibling{i}", "1"u8);
        await _mount.ListAsync("");
        _handle = await _mount.OpenFileAsync("file", OpenAccess.Read);
        await _mount.ReadAsync(_handle, 0, 8 << 20);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _mount.DisposeAsync();

    [Benchmark(Baseline = true)]
    public void CopyOfTheSameLength() => _source.AsSpan(0, Length).CopyTo(_buffer);

    [Benchmark]
    public async ValueTask<int> CachedReadAsync() =>
        (await _mount.FileSystem.ReadAsync(_handle, 2 << 20, _buffer.AsMemory(0, Length), CancellationToken.None)).Value;

    [Benchmark]
    public async ValueTask<bool> LookupHitAsync()
    {
        NodeInfo found = (await _mount.FileSystem.LookupAsync(NodeId.Root, "sibling500", CancellationToken.None)).Value;
        _mount.FileSystem.Forget(found.Id, 1);
        return found.IsDirectory;
    }

    [Benchmark]
    public async ValueTask<bool> LookupMissAsync() =>
        (await _mount.FileSystem.LookupAsync(NodeId.Root, "nothing", CancellationToken.None)).IsOk;
}
