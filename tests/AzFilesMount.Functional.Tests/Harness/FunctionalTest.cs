namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Runs a test's body with a limit; at the limit its processes are killed, so that a hung mount cannot hang the run.</summary>
public static class FunctionalTest
{
    /// <summary>Runs a body that starts its own emulator and mounts.</summary>
    public static async Task RunAsync(int seconds, Action<TestScope> body)
    {
        Assert.SkipWhen(SharedMount.IsPlain, "Starts the product; AZFILESMOUNT_TEST_DIRECTORY is a plain directory.");
        Prerequisites.RequireFuse();
        Prerequisites.RequireExecutable();
        using TestScope scope = new();
        await LimitAsync(seconds, () => body(scope), scope.Abort, scope.Describe);
    }

    /// <summary>Runs a body, calling <paramref name="abort"/> at the limit and printing <paramref name="describe"/> on failure.</summary>
    public static async Task LimitAsync(int seconds, Action body, Action abort, Func<string> describe)
    {
        TimeSpan limit = TimeSpan.FromSeconds(seconds) * Settings.TimeFactor;
        // A thread of its own: a system call into a hung mount blocks it for good.
        Task task = Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await task.WaitAsync(limit, TestContext.Current.CancellationToken);
        }
        catch (Exception exception) when (!IsSkip(exception))
        {
            string log = describe();
            if (!task.IsCompleted)
            {
                abort();
                await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
            }

            TestContext.Current.TestOutputHelper?.WriteLine(log);
            if (exception is TimeoutException)
                throw new TimeoutException($"The test did not end within {limit.TotalSeconds:0} s.", task.Exception ?? exception);
            throw;
        }
    }

    private static bool IsSkip(Exception exception) => exception.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal);
}
