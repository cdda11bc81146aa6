using Microsoft.Extensions.Hosting;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Leaves the process's signals to whoever started the emulator.</summary>
internal sealed class PassiveLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
