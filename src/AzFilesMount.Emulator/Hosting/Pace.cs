namespace AzFilesMount.Emulator.Hosting;

/// <summary>Spreads bytes over time at a rate. Only a moment that was not used is made up for: timers come late. Not thread-safe.</summary>
internal sealed class Pace(long bytesPerSecond, TimeProvider time)
{
    private static readonly TimeSpan Credit = TimeSpan.FromMilliseconds(100);

    private DateTimeOffset _free = time.GetUtcNow();

    public async ValueTask SpendAsync(long bytes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _free = (_free > now - Credit ? _free : now - Credit) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
        var wait = _free - now;
        // Timers are no finer than this; shorter waits add up and are made together.
        if (wait > TimeSpan.FromMilliseconds(2))
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }
}
