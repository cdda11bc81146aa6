using System.Diagnostics;
using System.Text;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>
/// A process this run started, its output captured. Killed at dispose and at the end of the run at the latest. Thread-safe.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private static readonly Lock RunningLock = new();
    private static readonly HashSet<ChildProcess> Running = [];
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly CountdownEvent _streamsOpen = new(2);
    private int? _exitCode;
    private int _disposed;

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    private ChildProcess(ProcessStartInfo start)
    {
        CommandLine = string.Join(' ', start.ArgumentList.Prepend(start.FileName));
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Capture(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Capture(_error, line.Data);
    }

    public string CommandLine { get; }

    public int Id { get; private set; }

    public bool HasExited => _exitCode is not null || _process.HasExited;

    public int ExitCode => _exitCode ?? _process.ExitCode;

    public string Output => Snapshot(_output);

    public string Error => Snapshot(_error);

    public static ChildProcess Start(
        IReadOnlyDictionary<string, string> environment, string? directory, string file, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "/",
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        ChildProcess child = new(start);
        child.Begin();
        return child;
    }

    public void Send(Signal signal)
    {
        if (!HasExited)
            _ = Posix.ErrorOf(() => Posix.Kill(Id, signal));
    }

    /// <summary>Kills without a chance to clean up and waits until the process is gone.</summary>
    public void Kill()
    {
        Send(Signal.Kill);
        if (_exitCode is null)
            _process.WaitForExit(TimeSpan.FromSeconds(10));
    }

    public bool WaitForExit(TimeSpan limit)
    {
        if (_exitCode is null && !_process.WaitForExit(limit))
            return false;
        // A child left behind may hold the pipes open, so the end of the streams is not waited for without a limit.
        _streamsOpen.Wait(TimeSpan.FromSeconds(1));
        return true;
    }

    /// <summary>Waits for the end; a process that outlives the limit is killed and fails the test.</summary>
    public CommandResult Complete(TimeSpan limit)
    {
        if (!WaitForExit(limit))
        {
            Kill();
            Assert.Fail($"Did not end within {limit.TotalSeconds:0} s: {CommandLine}\nstdout: {Output}\nstderr: {Error}");
        }

        return new CommandResult(CommandLine, ExitCode, Output, Error);
    }

    public void SendInput(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Kills what still runs; output and exit code stay readable.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        Kill();
        _streamsOpen.Wait(TimeSpan.FromSeconds(1));
        _exitCode = _process.HasExited ? _process.ExitCode : -1;
        lock (RunningLock)
            Running.Remove(this);
        _process.Dispose();
    }

    private static void KillAll()
    {
        lock (RunningLock)
        {
            foreach (ChildProcess child in Running)
                child.Send(Signal.Kill);
        }
    }

    private static string Snapshot(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private void Begin()
    {
        _process.Start();
        Id = _process.Id;
        lock (RunningLock)
            Running.Add(this);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Capture(StringBuilder text, string? line)
    {
        if (line is null)
        {
            _streamsOpen.Signal();
            return;
        }

        lock (text)
            text.Append(line).Append('\n');
    }
}
