namespace AzFilesMount.Emulator.Tests.Support;

/// <summary>One in-memory emulator for a test class; every test takes a share of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private int _shares;

    public TestEmulator Emulator { get; private set; } = null!;

    public RestClient Client => Emulator.Client;

    /// <summary>Creates a share and returns its path.</summary>
    public async Task<string> ShareAsync()
    {
        var path = $"/share-{Interlocked.Increment(ref _shares)}";
        Assert.Equal(201, (await Client.PutAsync($"{path}?restype=share")).Status);
        return path;
    }

    public async ValueTask InitializeAsync() => Emulator = await TestEmulator.StartAsync();

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
