using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>
/// The caller's loggers without the web host's own: it reports a failed start with a stack trace, and the emulator tells that itself, in
/// one line.
/// </summary>
internal sealed class QuietLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    private const string WebHost = "Microsoft.Extensions.Hosting.Internal.Host";

    public ILogger CreateLogger(string categoryName) =>
        categoryName == WebHost ? NullLogger.Instance : loggers.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    /// <summary>The loggers belong to the caller.</summary>
    public void Dispose()
    {
    }
}
