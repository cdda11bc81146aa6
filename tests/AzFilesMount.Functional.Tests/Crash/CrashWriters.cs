using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Crash;

/// <summary>Several <see cref="CrashWriter"/>s at once, each in a thread and directory of its own.</summary>
internal sealed class CrashWriters : IDisposable
{
    private readonly CrashWriter[] _writers;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread[] _threads;

    public CrashWriters(string mountPoint, string name, int seed, int count, bool goOn)
    {
        _writers = [.. Enumerable.Range(0, count).Select(i => new CrashWriter($"{name}-{i}", seed + i))];
        _threads = [.. _writers.Select(writer => new Thread(() => writer.Write(mountPoint, _stop.Token, goOn)) { IsBackground = true })];
        foreach (Thread thread in _threads)
            thread.Start();
    }

    public int Acknowledged => _writers.Sum(writer => writer.Acknowledged);

    /// <summary>Stops writing and waits until every thread has come back from its system call.</summary>
    public void Stop(TimeSpan limit)
    {
        _stop.Cancel();
        foreach (Thread thread in _threads)
            Assert.True(thread.Join(limit), $"A writer hangs in a system call for more than {limit.TotalSeconds:0} s.");
    }

    /// <summary>Compares everything acknowledged, but for the paths excepted, with what the mount shows.</summary>
    public void Verify(string mountPoint, IReadOnlySet<string>? except = null)
    {
        foreach (CrashWriter writer in _writers)
            writer.Verify(mountPoint, except);
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (Thread thread in _threads)
            thread.Join(Limits.Stop);
        _stop.Dispose();
    }
}
