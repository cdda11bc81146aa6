namespace AzFilesMount.Testing;

/// <summary>Waits for something that happens on another thread, without guessing how long it takes.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task IsTrueAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
                throw new TimeoutException("The awaited condition did not come true.");
            await Task.Delay(5);
        }
    }
}
