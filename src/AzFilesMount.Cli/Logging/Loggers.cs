using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AzFilesMount.Cli.Logging;

/// <summary>Where the log of one process goes: to a file, or to standard error.</summary>
internal static class Loggers
{
    internal static ILoggerFactory Create(LogLevel level, string? file, bool json, TimeProvider time)
    {
        FileLoggerProvider? provider = file is null ? null : Open(file, json, time);
        return LoggerFactory.Create(builder =>
        {
            builder.SetMinimumLevel(level);
            if (provider is not null)
                builder.AddProvider(provider);
            else
                AddConsole(builder, json);
        });
    }

    internal static ILoggerFactory Create(MountOptions options, string? file, TimeProvider time) =>
        Create(options.EffectiveLogLevel, file, options.JsonLog, time);

    private static FileLoggerProvider Open(string file, bool json, TimeProvider time)
    {
        try
        {
            return new FileLoggerProvider(file, json, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MountException(
                ExitCode.Usage, $"--log-file: '{file}' cannot be written", "name a file in an existing directory of your own", e);
        }
    }

    private static void AddConsole(ILoggingBuilder builder, bool json)
    {
        if (json)
            builder.AddJsonConsole();
        else
            builder.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss.fff ";
                options.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        // Standard output is for data.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
