using System.Diagnostics;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Waits for something another process does; polls, since a black box raises no event.</summary>
public static class Eventually
{
    public static bool IsTrue(Func<bool> condition, TimeSpan limit)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > limit)
                return condition();
            Thread.Sleep(Limits.Poll);
        }

        return true;
    }

    /// <summary>Fails with <paramref name="expectation"/> when the condition stays false.</summary>
    public static void True(string expectation, TimeSpan limit, Func<bool> condition) =>
        Assert.True(IsTrue(condition, limit), $"Within {limit.TotalSeconds:0.#} s: {expectation}");
}
