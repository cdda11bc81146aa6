using AzFilesMount.Mounting.Control;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Cli.Logging;

/// <summary>Appends log lines to one owner-only file, text or JSON. Each line is flushed: the last ones matter most. Thread-safe.</summary>
internal sealed class FileLoggerProvider : ILoggerProvider
{
    private readonly StreamWriter _writer;
    private readonly Lock _gate = new();
    private readonly LogFormatter _formatter;

    internal FileLoggerProvider(string path, bool json, TimeProvider time)
    {
        _writer = new StreamWriter(OwnerOnly.OpenFile(path, FileMode.Append, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        _formatter = new LogFormatter(json, time);
    }

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

    public void Dispose()
    {
        lock (_gate)
        {
            _writer.Dispose();
        }
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                _writer.WriteLine(line);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // A full disk must not take the mount down.
            }
        }
    }

    private sealed class FileLogger(FileLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(provider._formatter.Format(logLevel, category, eventId, formatter(state, exception), exception));
    }
}
