namespace AzFilesMount.Fuse.Protocol;

/// <summary>Between UTC times of 100 ns and the kernel's seconds and nanoseconds.</summary>
internal static class KernelTime
{
    private const long NanosecondsPerTick = 100;

    private static readonly long MinSeconds = (DateTime.MinValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
    private static readonly long MaxSeconds = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    public static void Split(DateTime time, out long seconds, out uint nanoseconds)
    {
        var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }

        nanoseconds = (uint)(rest * NanosecondsPerTick);
    }

    public static void Split(TimeSpan duration, out ulong seconds, out uint nanoseconds)
    {
        var ticks = Math.Max(0, duration.Ticks);
        seconds = (ulong)Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        nanoseconds = (uint)(rest * NanosecondsPerTick);
    }

    /// <summary>Times beyond what .NET can hold become the nearest it can.</summary>
    public static DateTime Join(long seconds, uint nanoseconds)
    {
        if (seconds < MinSeconds)
            return DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        if (seconds >= MaxSeconds)
            return DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        return DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / NanosecondsPerTick));
    }
}
