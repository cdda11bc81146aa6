using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>Refuses requests above what a share carries: operations and bytes a second, over all connections. Thread-safe.</summary>
internal sealed class Throttle(EmulatorOptions options)
{
    private readonly TokenBucket? _operations = options.OperationRate > 0 ? new(options.OperationRate, options.TimeProvider) : null;
    private readonly TokenBucket? _bytes = options.ByteRate > 0 ? new(options.ByteRate, options.TimeProvider) : null;

    public void Admit(long requestBytes)
    {
        var wait = Max(_operations?.Wait() ?? TimeSpan.Zero, _bytes?.Wait() ?? TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
            throw FaultAnswers.ServerBusy((int)Math.Ceiling(wait.TotalSeconds));
        _operations?.Spend(1);
        _bytes?.Spend(requestBytes);
    }

    /// <summary>Accounts for an answer once its length is known.</summary>
    public void Sent(long responseBytes) => _bytes?.Spend(responseBytes);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
