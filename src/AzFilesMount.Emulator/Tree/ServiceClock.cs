namespace AzFilesMount.Emulator.Tree;

/// <summary>Instants for entity tags: never the same twice, never going back, even if the machine's clock does. Thread-safe.</summary>
internal sealed class ServiceClock(TimeProvider time)
{
    private long _last;

    /// <summary>The time as it is, for what is not stamped.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public DateTime Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(time.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return new DateTime(next, DateTimeKind.Utc);
        }
    }

    /// <summary>Makes every later instant follow one that was given out by an earlier run.</summary>
    public void StartAfter(DateTime instant) => _last = Math.Max(_last, instant.Ticks);
}
